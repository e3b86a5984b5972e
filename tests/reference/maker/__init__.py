# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Makes small valid protocols, cases and questions by chance, each from the number of its seed."""
