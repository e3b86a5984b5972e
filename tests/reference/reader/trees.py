# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Trees of ids: places, items, purposes, groups, terms. Whatever names a node means what lies under it too."""


class Tree:
    """Nodes in document order, each with its parent."""

    def __init__(self):
        self.parent = {}
        self.children = {}
        self.element = {}
        self.order = {}
        self.roots = []

    def add(self, element, tags, parent=None):
        """Adds an element with an id, and those of its children that are nodes too."""
        name = element.get("id")
        self.order[name] = len(self.order)
        self.parent[name] = parent
        self.children[name] = []
        self.element[name] = element
        if parent is None:
            self.roots.append(name)
        else:
            self.children[parent].append(name)
        for child in element:
            if local(child) in tags:
                self.add(child, tags, name)

    def __contains__(self, name):
        return name in self.parent

    def __iter__(self):
        return iter(self.parent)

    def above(self, name):
        """The node itself, then what it stands in, from the inside out."""
        found = []
        while name is not None:
            found.append(name)
            name = self.parent[name]
        return found

    def under(self, name):
        """The node itself and all that lies under it, in document order."""
        found = [name]
        for child in self.children[name]:
            found.extend(self.under(child))
        return found

    def leaves(self, name):
        """The smallest nodes that a node stands for."""
        return [n for n in self.under(name) if not self.children[n]]

    def all_leaves(self):
        return [n for root in self.roots for n in self.leaves(root)]

    def depth(self, name):
        return len(self.above(name))


def local(element):
    """The name of a tag without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
