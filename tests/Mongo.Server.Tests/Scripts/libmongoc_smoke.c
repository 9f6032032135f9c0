/* libmongoc: connects, writes in bulk, indexes, pages, aggregates and provokes errors; prints ok. */
#include <mongoc/mongoc.h>
#include <stdio.h>
#include <stdlib.h>

static void need(bool holds, const char *what, const bson_error_t *error)
{
    if (holds)
        return;
    fprintf(stderr, "%s: %s\n", what, error ? error->message : "");
    exit(1);
}

static int count(mongoc_cursor_t *cursor)
{
    const bson_t *document;
    bson_error_t error;
    int n = 0;
    while (mongoc_cursor_next(cursor, &document))
        n++;
    need(!mongoc_cursor_error(cursor, &error), "cursor", &error);
    mongoc_cursor_destroy(cursor);
    return n;
}

int main(int argc, char **argv)
{
    char address[128];
    bson_error_t error;
    bson_t reply, *filter = bson_new(), *options;
    need(argc == 2, "usage: libmongoc_smoke PORT", NULL);
    snprintf(address, sizeof address, "mongodb://127.0.0.1:%s/?serverSelectionTimeoutMS=10000", argv[1]);
    mongoc_init();
    mongoc_client_t *client = mongoc_client_new(address);
    mongoc_collection_t *things = mongoc_client_get_collection(client, "test", "things");
    need(mongoc_collection_count_documents(things, filter, NULL, NULL, NULL, &error) == 1, "count", &error);

    mongoc_bulk_operation_t *bulk = mongoc_collection_create_bulk_operation_with_opts(things, NULL);
    for (int i = 2; i < 50; i++) {
        bson_t *document = BCON_NEW("_id", BCON_INT32(i), "n", BCON_INT32(i % 5));
        need(mongoc_bulk_operation_insert_with_opts(bulk, document, NULL, &error), "bulk insert", &error);
        bson_destroy(document);
    }
    bson_t *five = BCON_NEW("_id", BCON_INT32(5)), *raise = BCON_NEW("$inc", "{", "n", BCON_INT32(10), "}");
    need(mongoc_bulk_operation_update_one_with_opts(bulk, five, raise, NULL, &error), "bulk update", &error);
    need(mongoc_bulk_operation_execute(bulk, &reply, &error) != 0, "bulk", &error);
    mongoc_bulk_operation_destroy(bulk);
    bson_destroy(&reply);

    bson_t *index = BCON_NEW("createIndexes", "things", "indexes", "[", "{", "key", "{", "n", BCON_INT32(1), "}", "name", "n_1", "}", "]");
    need(mongoc_client_write_command_with_opts(client, "test", index, NULL, &reply, &error), "createIndexes", &error);
    bson_destroy(&reply);
    need(count(mongoc_collection_find_indexes_with_opts(things, NULL)) == 2, "indexes", NULL);

    options = BCON_NEW("batchSize", BCON_INT32(7), "sort", "{", "n", BCON_INT32(-1), "}");
    need(count(mongoc_collection_find_with_opts(things, filter, options, NULL)) == 49, "find in batches", NULL);
    bson_t *pipeline = BCON_NEW("pipeline", "[", "{", "$match", "{", "n", "{", "$gte", BCON_INT32(0), "}", "}", "}",
        "{", "$group", "{", "_id", "$n", "c", "{", "$sum", BCON_INT32(1), "}", "}", "}", "]");
    need(count(mongoc_collection_aggregate(things, MONGOC_QUERY_NONE, pipeline, NULL, NULL)) == 6, "aggregate", NULL);

    need(!mongoc_collection_insert_one(things, five, NULL, NULL, &error) && error.code == 11000, "a duplicate key", &error);
    bson_t *unknown = BCON_NEW("frobnicate", BCON_INT32(1));
    need(!mongoc_client_command_simple(client, "test", unknown, NULL, NULL, &error) && error.code == 59, "an unknown command", &error);
    bson_t *above = BCON_NEW("_id", "{", "$gt", BCON_INT32(3), "}");
    need(mongoc_collection_delete_many(things, above, NULL, NULL, &error), "delete", &error);

    bson_t *all[] = {filter, five, raise, index, options, pipeline, unknown, above};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        bson_destroy(all[i]);
    mongoc_collection_destroy(things);
    mongoc_client_destroy(client);
    mongoc_cleanup();
    puts("ok");
    return 0;
}
