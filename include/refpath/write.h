/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * Bytes out: whatever the library writes goes to a callback of the caller. It opens no file to write and prints nothing.
 */
#ifndef REFPATH_WRITE_H
#define REFPATH_WRITE_H

#include <refpath/status.h>
#include <stddef.h>

REFPATH_BEGIN_DECLS

/**
 * Takes the next piece of what is written.
 *
 * @param user    As handed to the writing call.
 * @param bytes   UTF-8; borrowed until the callback returns; not NUL-terminated.
 * @param length  Number of bytes, at least 1.
 * @return REFPATH_OK to go on; anything else stops the writing and is given back by the call that writes.
 */
typedef refpath_status (*refpath_write)(void *user, const char *bytes, size_t length);

REFPATH_END_DECLS

#endif
