/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Kinds of case that no condition tells apart, neither one of the protocol that is asked for a survey nor their own: what
 * is found of one is true of the others, word for word. Such are girls and boys of an age where nothing depends on the sex.
 */
#ifndef RP_ANALYSE_ALIKE_H
#define RP_ANALYSE_ALIKE_H

#include "analyse/analysis.h"

/* Per kind of the study the first that is like it: itself where none before it is. In the arena of the analysis. */
refpath_status rp_kinds_alike(rp_analysis *a, uint32_t **first);

#endif
