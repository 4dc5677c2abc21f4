"""The work of `../wit/text.wit` in Python."""

import collections
import datetime
import json
import random
import re
import sys
import time
import zlib

from componentize_py_types import Err
from wit_world import exports
from wit_world.exports.work import Frequency, Item, Problem_Field, Problem_Syntax, Summary


def checked(value, kind, field):
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Err(Problem_Field(field))
    return value


def member(value, name):
    return value.get(name) if isinstance(value, dict) else None


def item(value):
    return Item(
        name=checked(member(value, "name"), str, "name"),
        price=float(checked(member(value, "price"), (int, float), "price")),
        count=checked(member(value, "count"), int, "count"),
    )


def as_number(value):
    return int(value) if value == int(value) else value


class Work(exports.Work):
    def summarize(self, json_text):
        try:
            order = json.loads(json_text)
        except ValueError:
            raise Err(Problem_Syntax())
        items = [item(value) for value in checked(member(order, "items"), list, "items")]
        items.sort(key=lambda item: (-item.price, item.name))
        total = sum(item.price * item.count for item in items)
        tags = {checked(tag, str, "tags") for tag in checked(member(order, "tags") or [], list, "tags")}
        customer = checked(member(order, "customer"), str, "customer")
        return Summary(customer=customer, items=items, total=float(total), tags=sorted(tags))

    def to_json(self, order):
        items = [{"count": i.count, "name": i.name, "price": as_number(i.price)} for i in order.items]
        value = {"customer": order.customer, "items": items, "tags": order.tags, "total": as_number(order.total)}
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def frequencies(self, text, limit):
        counts = collections.Counter(re.findall("[a-z]+", text.lower()))
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return [Frequency(word, count) for word, count in ordered[:limit]]

    def tidy(self, text):
        text = re.sub(r"\b(\d{2})\.(\d{2})\.(\d{4})\b", r"\3-\2-\1", text)
        snake = lambda name: re.sub("[A-Z]", lambda c: "_" + c[0].lower(), name[0])
        return re.sub(r"\b[a-z]+(?:[A-Z][a-z]*)+\b", snake, text)

    def primes(self, n):
        if n < 3:
            return 0
        composite = bytearray(n)
        count = 0
        for i in range(2, n):
            if composite[i]:
                continue
            count += 1
            composite[i * i :: i] = b"\1" * len(range(i * i, n, i))
        return count

    def crc32(self, data):
        return f"{zlib.crc32(data):08x}"

    def add(self, a, b):
        return (a + b) & 0xFFFFFFFF

    def date(self, seconds):
        date = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
        return (date.year, date.month, date.day)

    def log(self, line):
        print(line)
        print(line, file=sys.stderr)

    def ambient(self):
        before = time.monotonic()
        return random.random() != random.random() and time.monotonic() >= before

    def fail(self, message):
        raise RuntimeError(message)
