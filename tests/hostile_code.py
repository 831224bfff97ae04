"""Code that is written to be expensive to look at: deep, huge, or growing with every step. By a name for each."""

from __future__ import annotations

DEEP = 10_000

NESTED = {
    "parentheses": "x = " + "(" * DEEP + "1" + ")" * DEEP,
    "attributes": "x = a" + ".b" * DEEP,
    "calls": "x = f" + "()" * DEEP,
    "calls in calls": "x = " + "f(" * DEEP + "1" + ")" * DEEP,
    "method calls": "x = a" + ".b(1)" * DEEP,
    "sums": "x = " + " + ".join(["a"] * DEEP),
    "powers": "x = " + "**".join(["a"] * DEEP),
    "and": "x = " + " and ".join(["a"] * DEEP),
    "comparisons": "x = " + " < ".join(["a"] * DEEP),
    "minus": "x = " + "-" * DEEP + "1",
    "not": "x = " + "not " * DEEP + "1",
    "lists": "x = " + "[" * DEEP + "]" * DEEP,
    "dictionaries": "x = " + "{1: " * DEEP + "1" + "}" * DEEP,
    "lambdas": "x = " + "lambda: " * DEEP + "1",
    "f-strings": "x = " + "f'{" * 100 + "1" + "}'" * 100,
    "comprehensions": "x = " + "[" * 200 + "1" + " for a in b]" * 200,
    "generators of one comprehension": "x = [1" + " for a in b" * DEEP + "]",
    "elif": "if a:\n    pass\n" + "elif b:\n    pass\n" * DEEP,
    "indented ifs": "".join(" " * depth + "if a:\n" for depth in range(90)) + " " * 90 + "x = 1",
    "decorators": "@d\n" * DEEP + "def f(): pass",
    "decorators that are called": "@d()\n" * DEEP + "def f(): pass",
    "conditional expressions": "x = " + "1 if a else " * DEEP + "2",
    "subscripts": "x = a" + "[0]" * DEEP,
    "strings added": "x = " + " + ".join(["'a'"] * DEEP) + "\nopen(x)",
    "strings side by side": "x = " + " ".join(["'a'"] * DEEP) + "\nopen(x)",
    "path parts": "from pathlib import Path\nx = Path('a')" + " / 'b'" * DEEP + "\nopen(x)",
    "assignments in a row": " = ".join(f"a{i}" for i in range(DEEP)) + " = 1",
    "patterns": "match a:\n    case " + "[" * DEEP + "x" + "]" * DEEP + ": pass",
    "with": "with " + ", ".join(["a as b"] * DEEP) + ": pass",
}

LARGE = {
    "lines": "x = 1\n" * 50_000,
    "statements on a line": "x = 1;" * DEEP,
    "lists": "x = [" + ",".join(map(str, range(100_000))) + "]\nfor i in x: pass\ny = x[5]",
    "dictionaries": "x = {" + ",".join(f"{i}: {i}" for i in range(50_000)) + "}",
    "strings": "x = '" + "a/" * 1_000_000 + "'\nopen(x)",
    "paths": "x = [" + ",".join(f"'/home/u/f{i}'" for i in range(20_000)) + "]\nfor path in x: open(path)",
    "integers": "x = " + "9" * 4_000 + "\nopen(f'a{x}')\nrange(x)\n'a' * x\nx * x",
    "hexadecimal integers": "x = 0x"
    + "f" * 50_000
    + "\nopen(f'a{x}')\nopen('a%d' % x)\nopen(str(x))\nlist(range(x))\n[1][x]",
    "imports": "import " + ", ".join(f"m{i}" for i in range(DEEP)),
    "star imports": "\n".join(f"from m{i} import *" for i in range(2_000)),
    "star imports of known modules": "from numpy import *\nfrom matplotlib.pyplot import *\n" * 1_000 + "zeros(3)",
    "loops": "for i in a:\n    x = i\n" * 2_000,
    "branches": "".join(f"if a:\n    x{i % 50} = {i}\nelse:\n    y{i % 50} = {i}\n" for i in range(3_000)),
    "cases": "match a:\n" + "".join(f"    case {i}:\n        x = {i}\n" for i in range(DEEP)),
    "parameters": "def f(" + ", ".join(f"m{i}=1" for i in range(DEEP)) + "): pass\nf()",
    "global names": "def f():\n    global " + ", ".join(f"m{i}" for i in range(DEEP)) + "\nf()",
    "missing names": "".join(f"print(x{i})\n" for i in range(1_000)),
    "reads": "".join(f"open('/home/u/f{i}')\n" for i in range(1_000)),
    "draws": "import numpy as np\n" + "".join(f"x{i} = np.random.rand()\n" for i in range(1_000)),
    "appended elements": "x = []\n" + "x.append('a')\n" * 5_000 + "for path in x: open(path)",
    "entries": "x = {}\n" + "".join(f"x['{i}'] = {i}\n" for i in range(DEEP)),
    "attributes": "class A: pass\nx = A()\n" + "".join(f"x.a{i} = {i}\n" for i in range(DEEP)),
    "magics": "%matplotlib inline\n!ls\n" * 1_000,
    "continued lines": "!ls \\\n" * 5_000 + "x",
    "subclasses": "class A0: pass\n" + "".join(f"class A{i + 1}(A{i}): pass\n" for i in range(3_000)) + "A3000().f()",
}

GROWING = {
    "calls": "".join(f"def f{i}():\n    f{i + 1}()\n    f{i + 1}()\n" for i in range(30))
    + "def f30(): open('x')\nf0()",
    "calls of calls": "".join(f"def f{i}(x):\n    return f{i + 1}(f{i + 1}(x))\n" for i in range(30))
    + "def f30(x): return x\nopen(f0('x'))",
    "lambdas": "f30 = lambda x: 'a' + x\n"
    + "\n".join(f"f{i} = lambda x: (f{i + 1}(x), f{i + 1}(x))" for i in range(29, -1, -1))
    + "\nopen(f0('x'))",
    "lambdas that call themselves": "(lambda f: f(f)(f(f)))(lambda f: f(f)(f(f)))",
    "functions that call all others": "".join(
        f"def f{i}():\n" + "".join(f"    f{j}()\n" for j in range(30)) for i in range(30)
    )
    + "f0()",
    "callbacks": "".join(
        f"def f{i}(g):\n    map(g, g); g(g); g(f{(i + 1) % 30}); g(f{(i + 7) % 30})\n" for i in range(30)
    )
    + "f0(f1)",
    "methods": "class A:\n    def a(self):\n        self.b(); self.b(); self.c()\n"
    "    def b(self): self.c(); self.c(); self.a()\n    def c(self): self.b(); self.a()\nA().a()",
    "properties": "class A:\n    @property\n    def a(self): return self.b\n"
    "    @property\n    def b(self): return self.a.a\nA().a",
    "strings": "x = 'a'\n" + "x = x + x\n" * 60 + "open(x)",
    "f-strings": "x = 'a'\n" + "x = f'{x}{x}'\n" * 60 + "open(x)",
    "replaced strings": "x = 'aa'\n" + "x = x.replace('a', 'aaa')\n" * 60 + "open(x)",
    "formatted strings": "x = 'a'\n" + "x = '{0}{0}{0}'.format(x)\n" * 60 + "y = '%s%s' % (x, x)\nopen(x)",
    "joined strings": "import os\nx = 'a'\n" + "x = x.join([x, x, x])\nx = os.path.join(x, x)\n" * 60 + "open(x)",
    "lists": "x = ['a']\n" + "x = x + x\nx = [*x, *x]\n" * 60 + "open(x[0])",
    "tuples": "x = ('a',)\n" + "x = (x, x)\n" * 5_000 + "open(x)\nopen(x[0])",
    "dictionaries": "x = {'a': 'p'}\n" + "x = {'l': x, 'r': x}\n" * 60 + "open(x['l'])",
    "choices": "".join(f"x{i} = 'a{i}' if c else 'b{i}'\n" for i in range(30))
    + "y = "
    + " + ".join(f"x{i}" for i in range(30))
    + "\nopen(y)",
    "choices of callables": "g = f if c else (h if d else k)\nx = " + "g(" * 40 + "1" + ")" * 40,
    "branches of a path": "x = 'a'\n" + "".join(f"if a:\n    x = x + '{i}'\n" for i in range(1_000)) + "open(x)",
    "nested loops": "".join(
        " " * i + f"for x{i}, y{i} in (('a', 'b'), ('c', 'd'), ('e', 'f'), ('g', 'h')):\n" for i in range(18)
    )
    + " " * 18
    + "open(x1 + x2)",
    "repeated strings": "x = 'a' * 10**9\nopen(x)\ny = [0] * 10**9\nz = b'a' * 10**10",
    "integers": "x = 10**10**10\ny = 9**9**9**9\nz = 1 << 10**10\nopen(str(x))\nk = 1e308 * 10 // z",
    "ranges": "for i in range(10**12): open(f'a{i}')\nx = [open(str(i)) for i in range(10**9)]\nsorted(range(10**8))",
    "widths": "open('%1000000000d' % 3)\nopen('{:1000000000}'.format(3))\nopen(f'{3:1000000000}')\n"
    "open('%.999999999f' % 3)",
    "bases": "class A0: pass\n" + "".join(f"class A{i + 1}(A{i}, A{i}): pass\n" for i in range(60)) + "A60().f()",
    "bases in a circle": "class A(A):\n    def f(self): return A().f()\nA().f()\nclass B(C): pass\nclass C(B): pass\n"
    "A.x = B\nB.x = A\nC().g",
    "closures": "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x += 1\n        return g\n"
    "    return g\nf()" + "()" * 90,
}

STRANGE = {
    "a NUL byte": "x = 1\0",
    "a NUL byte in a comment": "# \0\nx = 1",
    "half a surrogate pair": "x = '\ud800'\nopen('\ud800')\nprint(\udfff)",
    "half a surrogate pair in a comment": "y = 1  # \ud800",
    "form feeds": "x = 1\n\f\nprint(x)\n\f",
    "line separators": "x = 'a\u2028b'\nprint(x)\ny = '\x85'; print(y)",
    "carriage returns": "x = 1\rprint(x)\ry = 2",
    "ends of lines of all kinds": "x = 1\r\n!ls\r\nprint(x)\r\r\n\n",
    "a byte order mark": "\ufeffx = 1",
    "an unknown encoding": "# -*- coding: nonsense -*-\nx = 'é'",
    "Python 2": "print 'a'\nexec 'b'\nraise E, 'x'",
    "terminal escapes": "x = '\x1b[31mred\x1b]0;title\x07'\nopen('/home/\x1b[2Ju/f')",
    "markup": "x = '<img src=x onerror=alert(1)>'\nopen('/home/ada/<script>alert(1)</script>')",
    "a merge conflict": "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other",
}

_LONG = 30_000
_CHARACTERS = " '\"/.%!?-{\\a*,=<#$([|;@&:`~0\t\x1b"
_TOKENS = ["-a ", "a.", '"a" ', "a ", "= ", "a, ", " -n1", "''' ", "{a}", "%(a)s", "\\\\ ", "../", "a="]
LINES = {
    repr(piece): [
        form.replace("LINE", piece * (_LONG // len(piece)))
        for form in (
            "LINE",
            "!ls LINE",
            "%time LINE",
            "%timeit LINE",
            "x = %time LINE",
            "%%bash\nLINE",
            "%%capture LINE\nx = 1",
            "%%writefile LINE\nx",
            "%cd LINE",
            "ls LINE",
            "xLINE?",
            "aLINE = !ls",
            "# mldebt: ignoreLINE\nx  # mldebt: ignore[LINE",
            "x = 1  # mldebt: ignore[NDX]LINEuntil=LINE",
        )
    ]
    + [
        f"x = {piece * (_LONG // len(piece))!r}\n"
        "import os, duckdb\nopen(x)\nos.system(x)\nduckdb.sql(x)\nopen(x % 1)\nopen(x.format(1))\nopen('/home/' + x)\n"
        "open('%' + x)"
    ]
    for piece in [*_CHARACTERS, *_TOKENS]
}
"""Cells with a long line each that a careless regular expression takes for ever to refuse."""
