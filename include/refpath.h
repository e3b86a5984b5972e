/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * refpath: who takes part in protecting children in a crisis, how a child's case travels between them, and what may be
 * told to whom. Load a protocol, fill a case, ask; every answer says why. Include this header alone.
 */
#ifndef REFPATH_H
#define REFPATH_H

#include <refpath/alloc.h>
#include <refpath/analyse.h>
#include <refpath/answer.h>
#include <refpath/api.h>
#include <refpath/case.h>
#include <refpath/diags.h>
#include <refpath/draft.h>
#include <refpath/draw.h>
#include <refpath/protocol.h>
#include <refpath/question.h>
#include <refpath/report.h>
#include <refpath/status.h>
#include <refpath/version.h>
#include <refpath/write.h>

#endif
