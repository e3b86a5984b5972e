/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The smallest program that uses the library: it says which one it runs with. */
#include <refpath.h>

#include <stdio.h>

int main(void) {
    printf("refpath %s\n", refpath_version());
    return 0;
}
