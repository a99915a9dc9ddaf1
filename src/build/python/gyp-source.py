"""Prints a JSON array with a value for each .gyp file that is named: what is written in it, with lines, before gyp
resolves anything. `null` stands for a file that is not made of literals alone."""

import ast
import io
import json
import sys
import tokenize


def value(node, source):
    if isinstance(node, ast.Dict):
        pairs = [(value(key, source), value(inner, source)) for key, inner in zip(node.keys, node.values)]
        if any(key["kind"] != "text" for key, _ in pairs):
            raise ValueError("a key that isn't a text")
        entries = [{"key": key, "value": inner} for key, inner in pairs]
        return {"kind": "dict", "line": node.lineno, "entries": entries}
    if isinstance(node, ast.List):
        return {"kind": "list", "line": node.lineno, "items": [value(item, source) for item in node.elts]}
    if not isinstance(node, ast.Constant):
        raise ValueError("not a literal")
    if isinstance(node.value, str):
        return {"kind": "text", "line": node.lineno, "text": node.value, "parts": parts(node, source)}
    return {"kind": "other", "line": node.lineno}


def parts(node, source):
    """Strings side by side are one to `ast`. The brackets are for those on several lines."""
    code = io.StringIO("(" + ast.get_source_segment(source, node) + ")")
    tokens = tokenize.generate_tokens(code.readline)
    return [ast.literal_eval(token.string) for token in tokens if token.type == tokenize.STRING]


def read(file):
    try:
        with open(file, encoding="utf-8") as stream:
            source = stream.read()
        return value(ast.parse(source, mode="eval").body, source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


print(json.dumps([read(file) for file in sys.argv[1:]]))
