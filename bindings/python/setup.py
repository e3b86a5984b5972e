# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Builds the package against a library that pkg-config finds: an installed one, or one that was built and not installed
(PKG_CONFIG_PATH=<build folder>, which has refpath-uninstalled.pc).

The wrapper comes with a release. In a checkout SWIG makes it, from the interface in the folder above. REFPATH_ABI3=1 asks for
one binary for all versions of Python from 3.11 on; SWIG can do that from 4.2 on, so that the wrapper is made anew.
"""
import os
import pathlib
import shutil
import subprocess
import sys

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

HERE = pathlib.Path(__file__).resolve().parent
ABOVE = HERE.parent
MADE = pathlib.Path("build") / "wrapper"
ABI3 = bool(os.environ.get("REFPATH_ABI3"))
LIMITED_API = [("Py_LIMITED_API", "0x030B0000")] if ABI3 else []


def stop(why):
    """Ends with a sentence that says what to install."""
    sys.exit(f"refpath: {why}")


def pkg_config(*what):
    """What pkg-config says of the library."""
    try:
        return subprocess.run(["pkg-config", *what, "refpath"], check=True, capture_output=True, text=True).stdout.split()
    except FileNotFoundError:
        stop("pkg-config is missing; on Debian: apt-get install pkg-config")
    except subprocess.CalledProcessError as error:
        stop("the C library is not found by pkg-config. Install it (make install), or set PKG_CONFIG_PATH to the folder "
             f"with refpath.pc.\n{error.stderr}")
    return []


def wrapper():
    """The folder with core_wrap.c and core.py: the one of a release, or made now."""
    if (HERE / "core_wrap.c").exists() and (HERE / "core.py").exists() and not ABI3:
        return HERE
    swig = os.environ.get("SWIG") or shutil.which("swig")
    if not swig:
        stop("SWIG is needed, for this is no release, or REFPATH_ABI3 is set; on Debian: apt-get install swig")
    if not (ABOVE / "refpath.i").exists():
        stop("the interface (bindings/refpath.i) is not beside this folder; build a wheel with pip from the whole tree")
    if (MADE / "core_wrap.c").exists():
        return MADE
    MADE.mkdir(parents=True, exist_ok=True)
    include = ABOVE.parent / "include"
    with open(MADE / "docs.i", "w", encoding="utf-8") as docs:
        headers = sorted(str(header.relative_to(ABOVE.parent)) for header in (include / "refpath").glob("*.h"))
        subprocess.run(["awk", "-f", str(ABOVE / "docs.awk"), *headers], check=True, stdout=docs, cwd=ABOVE.parent)
    subprocess.run([swig, "-Wall", "-python", "-threads", f"-I{MADE}", f"-I{HERE}", f"-I{ABOVE}",
                    f"-I{include}", "-outdir", str(MADE), "-o", str(MADE / "core_wrap.c"), str(ABOVE / "refpath.i")],
                   check=True)
    return MADE


class BuildPython(build_py):
    """Adds the half of the wrapper that is Python."""

    def run(self):
        super().run()
        folder = pathlib.Path(self.build_lib) / "refpath"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(wrapper() / "core.py", folder / "core.py")


class BuildExtension(build_ext):
    """Compiles the half that is C."""

    def build_extension(self, ext):
        ext.sources = [str(wrapper() / "core_wrap.c")]
        ext.include_dirs = [str(ABOVE)]
        ext.define_macros = LIMITED_API
        ext.extra_compile_args = [*pkg_config("--cflags"), "-fvisibility=hidden", "-fno-strict-aliasing"]
        ext.extra_link_args = pkg_config("--libs")
        super().build_extension(ext)


setup(
    version=(pkg_config("--modversion") or ["0"])[0],
    ext_modules=[Extension("refpath._core", [], py_limited_api=ABI3)],
    options={"bdist_wheel": {"py_limited_api": "cp311"}} if ABI3 else {},
    cmdclass={"build_py": BuildPython, "build_ext": BuildExtension},
)
