# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
# Of the files of a folder, those that go into the tarball: what a build inside the sources leaves behind does not.
/\/(\.libs|\.deps|__pycache__|locales|built|swig|wheel|classes)\// || /^doc\/reference\// { next }
/(\.o|\.lo|\.la|\.log|\.trs|~|\.pyc|\.dirstamp|\.jar|classes\.list)$/ { next }
/^tests\/[a-z]*\/test_[a-z0-9_]*$/ || /^tools\/refpath\/refpath$/ { next }
/^tests\/(bindings\/answers|hostile\/probe|reference\/write_back)$/ { next }
{ print }
