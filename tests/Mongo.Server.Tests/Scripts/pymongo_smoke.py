"""Connects, lists databases, reads, writes, pages and provokes an error; prints ok."""
import sys

import pymongo

client = pymongo.MongoClient("127.0.0.1", int(sys.argv[1]), serverSelectionTimeoutMS=10000)
assert client.list_database_names() == ["test"], client.list_database_names()
things = client.test.things
assert things.find_one({"_id": 1}) == {"_id": 1, "name": "from .NET"}
things.insert_many([{"_id": 2, "n": [1, 2]}, {"_id": 3, "n": 5}])
things.create_index([("n", pymongo.DESCENDING)])
assert [d["_id"] for d in things.find({"n": {"$gte": 2}}).sort("n", -1).batch_size(1)] == [3, 2]
assert things.find({"n": 5}).explain()["queryPlanner"]["winningPlan"]["inputStage"]["stage"] == "IXSCAN"
assert things.update_one({"_id": 3}, {"$inc": {"n": 1}}).modified_count == 1
assert list(things.aggregate([{"$group": {"_id": None, "c": {"$sum": 1}}}])) == [{"_id": None, "c": 3}]
assert things.count_documents({}) == 3 and things.estimated_document_count() == 3
bulk = client.test.bulk
outcome = bulk.bulk_write(
    [pymongo.InsertOne({"_id": n, "n": n % 5}) for n in range(50)]
    + [pymongo.UpdateMany({"n": 4}, {"$set": {"n": 3}}), pymongo.ReplaceOne({"_id": 99}, {"n": 9}, upsert=True), pymongo.DeleteOne({"_id": 0})]
)
assert (outcome.inserted_count, outcome.modified_count, outcome.upserted_count, outcome.deleted_count) == (50, 10, 1, 1), outcome.bulk_api_result
assert len(list(bulk.find().batch_size(7))) == 50
assert sorted(index["name"] for index in things.list_indexes()) == ["_id_", "n_-1"]
assert bulk.delete_many({"n": 3}).deleted_count == 20
bulk.drop()
try:
    things.insert_one({"_id": 1})
    raise AssertionError("a duplicate key was accepted")
except pymongo.errors.DuplicateKeyError as error:
    assert error.code == 11000
try:
    client.test.command("frobnicate")
    raise AssertionError("an unknown command was accepted")
except pymongo.errors.OperationFailure as error:
    assert error.code == 59
# Packed messages, in both directions.
packed = pymongo.MongoClient("127.0.0.1", int(sys.argv[1]), compressors="zlib").test.packed
packed.insert_many([{"_id": n, "text": "x" * 10000} for n in range(200)])
assert [len(d["text"]) for d in packed.find()] == [10000] * 200
print("ok")
