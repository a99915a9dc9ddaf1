"""Prints a JSON array with the content of each given .gyp file, with line numbers, before gyp expands anything.
A file that doesn't consist of literals only becomes `null`."""

import ast
import io
import json
import sys
import tokenize


def value(node, strings):
    """Visits nodes in source order, so that the next of `strings` belongs to the current node."""
    if isinstance(node, ast.Dict):
        entries = [
            {"key": value(key, strings), "value": value(inner, strings)}
            for key, inner in zip(node.keys, node.values)
        ]
        if any(entry["key"]["kind"] != "text" for entry in entries):
            raise ValueError("a key that isn't a string")
        return {"kind": "dict", "line": node.lineno, "entries": entries}
    if isinstance(node, ast.List):
        return {"kind": "list", "line": node.lineno, "items": [value(item, strings) for item in node.elts]}
    if not isinstance(node, ast.Constant) or isinstance(node.value, bytes):
        raise ValueError("not a gyp literal")
    if isinstance(node.value, str):
        return {"kind": "text", "line": node.lineno, "text": node.value, "parts": next(strings)}
    return {"kind": "other", "line": node.lineno}


def strings_in(source):
    """Yields a list for each string: `ast` concatenates adjacent string literals, here they are kept apart."""
    parts = []
    # In parentheses, line breaks and indentation are ignored.
    for token in tokenize.generate_tokens(io.StringIO(f"({source}\n)").readline):
        if token.type == tokenize.STRING:
            parts.append(ast.literal_eval(token.string))
        elif parts and token.type == tokenize.OP:
            yield parts
            parts = []


def read(file):
    try:
        with open(file, encoding="utf-8") as stream:
            source = stream.read()
        return value(ast.parse(source, mode="eval").body, strings_in(source))
    except (SyntaxError, tokenize.TokenError, ValueError, RecursionError, MemoryError):
        return None


print(json.dumps([read(file) for file in sys.argv[1:]]))
