/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What the directory says of how actors work together. */
#ifndef RP_ANALYSE_COORDINATION_H
#define RP_ANALYSE_COORDINATION_H

#include "analyse/analysis.h"

/* Services that several give at one place; how long ago each entry was verified. */
refpath_status rp_write_directory(rp_analysis *a);

#endif
