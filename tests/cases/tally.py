# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""How a check ends: what failed, and the line that counts."""


def tell(passed, failures):
    """The exit status; that nothing was looked at is a failure too."""
    for failure in failures:
        print(f"FAILED: {failure}")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures or not passed else 0
