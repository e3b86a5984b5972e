# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""A second reading of the protocol format, written apart from the library and sharing nothing with it.

It is slow on purpose: where a fact is open it tries every value, and applies each definition as it is worded. What it
answers is held against what the library answers, byte for byte.
"""


class Wrong(Exception):
    """The protocol, the case or the question is wrong; the text repeats nothing that a case holds."""
