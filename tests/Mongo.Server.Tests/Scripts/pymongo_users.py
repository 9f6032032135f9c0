"""Logs in by both mechanisms, and is refused with a wrong password, without one and beyond a role; prints ok."""
import sys

import pymongo
from pymongo.errors import OperationFailure


def connect(**credentials):
    return pymongo.MongoClient("127.0.0.1", int(sys.argv[1]), serverSelectionTimeoutMS=10000, authSource="admin", **credentials)


def refused(code, action):
    try:
        action()
    except OperationFailure as error:
        assert error.code == code, error
        return
    raise AssertionError(f"expected the error {code}")


for mechanism in ("SCRAM-SHA-256", "SCRAM-SHA-1"):
    ann = connect(username="ann", password="secret", authMechanism=mechanism)
    ann.test.things.insert_one({"_id": mechanism})
    status = ann.admin.command("connectionStatus")["authInfo"]
    assert status["authenticatedUsers"] == [{"user": "ann", "db": "admin"}], status
    refused(18, lambda: connect(username="ann", password="Secret", authMechanism=mechanism).test.things.find_one())
    refused(18, lambda: connect(username="nobody", password="secret", authMechanism=mechanism).test.things.find_one())
# One password, typed in two ways: SASLprep makes them the same, SCRAM-SHA-1 does not.
for mechanism, password in (("SCRAM-SHA-256", "pa\u0301ss\u2168"), ("SCRAM-SHA-256", "p\u00e1ssIX"), ("SCRAM-SHA-1", "pa\u0301ss\u2168")):
    assert connect(username="eva", password=password, authMechanism=mechanism).test.things.count_documents({}) == 2
refused(18, lambda: connect(username="eva", password="passIX", authMechanism="SCRAM-SHA-256").test.things.find_one())
bob = connect(username="bob", password="word")
assert bob.test.things.count_documents({}) == 2
assert bob.list_database_names() == ["test"], bob.list_database_names()
refused(13, lambda: bob.test.things.insert_one({}))
refused(13, lambda: bob.other.things.find_one())
refused(13, lambda: pymongo.MongoClient("127.0.0.1", int(sys.argv[1])).test.things.find_one())
print("ok")
