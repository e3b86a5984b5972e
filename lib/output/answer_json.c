/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/check.h"
#include "decide/answer.h"

refpath_status refpath_answer_json(const refpath_answer *answer, refpath_write write, void *user) {
    if (!answer || !write) {
        return REFPATH_INVALID_ARGUMENT;
    }
    RP_TRY(rp_tree_json(answer->root, write, user));
    return write(user, "\n", 1);
}
