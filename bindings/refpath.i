/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What every language gets, said once. A language is one folder with a language.i, found by -I; nothing in this folder
 * knows of any. What language.i must bring is told in README.md.
 *
 * The C functions that can fail are not wrapped as they are: each is offered again as a method of the noun it is about,
 * with its own name, giving its result; how it went stands in the last argument, an rp_call, which no language shows.
 */
%module(package="refpath") core

%{
#include "analysing.h"
#include "loading.h"
#include "sentence.h"
%}

%include <stdint.i>
%include "language.i"
%include "docs.i"
%include "names.i"
%include "errors.i"
%include "loading.i"
%include "protocol.i"
%include "case.i"
%include "answer.i"
%include "draft.i"
