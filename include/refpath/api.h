/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * What every header of the library starts from: linkage and attributes. Nothing here is a noun.
 */
#ifndef REFPATH_API_H
#define REFPATH_API_H

#ifdef __cplusplus
#define REFPATH_BEGIN_DECLS extern "C" {
#define REFPATH_END_DECLS }
#else
#define REFPATH_BEGIN_DECLS
#define REFPATH_END_DECLS
#endif

#if defined(_WIN32) && defined(REFPATH_BUILDING)
#define REFPATH_API __declspec(dllexport)
#elif defined(_WIN32) && !defined(REFPATH_STATIC)
#define REFPATH_API __declspec(dllimport)
#elif defined(__GNUC__)
#define REFPATH_API __attribute__((visibility("default")))
#else
#define REFPATH_API
#endif

#if defined(__GNUC__)
#define REFPATH_MUST_CHECK __attribute__((warn_unused_result))
#else
#define REFPATH_MUST_CHECK
#endif

#endif
