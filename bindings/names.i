/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The enums of the C headers under the names they have there, without the prefix. Of the headers nothing else is taken:
 * structs and functions are offered in the shape of nouns and verbs by the other parts.
 */
%rename("$ignore", %$isfunction, %$not %$ismember) "";
%rename("$ignore", regextarget=1, %$isclass) "^refpath_";
%rename("$ignore", regextarget=1, %$istypedef) "^refpath_";
#ifndef REFPATH_ITEM_NAME /* A language whose enums are a scope of their own leaves more out. */
%define REFPATH_ITEM_NAME "%(strip:[REFPATH_])s" %enddef
#endif
%rename(REFPATH_ITEM_NAME, %$isenumitem) "";
%ignore REFPATH_NO_TIME;
%ignore refpath_path_question::from;

%rename(Analysis) refpath_analysis;
%rename(AnswerKind) refpath_answer_kind;
%rename(DiagsFormat) refpath_diags_format;
%rename(Kind) refpath_kind;
%rename(Picture) refpath_picture;
%rename(Severity) refpath_severity;
%rename(Status) refpath_status;
%rename(Truth) refpath_truth;
%rename(ValueKind) refpath_value_kind;
%rename(View) refpath_view;

%include <refpath/api.h>
%include <refpath/status.h>
%include <refpath/diags.h>
%include <refpath/answer.h>
%include <refpath/case.h>
%include <refpath/question.h>
%include <refpath/analyse.h>
%include <refpath/draw.h>

/* The moment that stands for none. */
%constant int64_t NO_TIME = REFPATH_NO_TIME;

%rename("%s") version;
%rename("%s") features;
%rename("%s") time_zones;
%rename("%s") status_name;
%inline %{
/* Version of the library that runs. */
static const char *version(void) { return refpath_version(); }
/* What this build has, one name=value a line. */
static const char *features(void) { return refpath_features(); }
/* Version of the time zone data in use. */
static const char *time_zones(void) { return refpath_time_zones(); }
/* The name of a status, for logs of programs. */
static const char *status_name(int status) { return refpath_status_name((refpath_status)status); }
%}

/* Handles come from verbs and go by themselves. */
%nodefaultctor;
%nodefaultdtor;
