/* libmongoc: logs in by both mechanisms, and is refused with a wrong password and beyond a role; prints ok. */
#include <mongoc/mongoc.h>
#include <stdio.h>
#include <stdlib.h>

static const char *port;

/* Inserts one document as a user; gives 0 or the server's code. */
static int insert_as(const char *login, const char *options)
{
    char address[200];
    bson_error_t error = {0};
    snprintf(address, sizeof address, "mongodb://%s127.0.0.1:%s/?authSource=admin&serverSelectionTimeoutMS=10000%s", login, port, options);
    mongoc_client_t *client = mongoc_client_new(address);
    mongoc_client_set_error_api(client, MONGOC_ERROR_API_VERSION_2);
    mongoc_collection_t *things = mongoc_client_get_collection(client, "test", "things");
    bson_t *document = BCON_NEW("by", BCON_UTF8(login));
    bool inserted = mongoc_collection_insert_one(things, document, NULL, NULL, &error);
    if (!inserted)
        fprintf(stderr, "%s: %u %s\n", address, error.code, error.message);
    bson_destroy(document);
    mongoc_collection_destroy(things);
    mongoc_client_destroy(client);
    return inserted ? 0 : (int)error.code;
}

static void expect(int actual, int expected, const char *what)
{
    if (actual == expected)
        return;
    fprintf(stderr, "%s: %d where %d was expected\n", what, actual, expected);
    exit(1);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    port = argv[1];
    mongoc_init();
    /* It would note every refused login on standard output. */
    mongoc_log_set_handler(NULL, NULL);
    expect(insert_as("ann:secret@", ""), 0, "the mechanism negotiated");
    expect(insert_as("ann:secret@", "&authMechanism=SCRAM-SHA-256"), 0, "SCRAM-SHA-256");
    expect(insert_as("ann:secret@", "&authMechanism=SCRAM-SHA-1"), 0, "SCRAM-SHA-1");
    /* libmongoc reports a failed login by its own code: MONGOC_ERROR_CLIENT_AUTHENTICATE. */
    expect(insert_as("ann:Secret@", "&authMechanism=SCRAM-SHA-256"), MONGOC_ERROR_CLIENT_AUTHENTICATE, "a wrong password");
    expect(insert_as("nobody:secret@", "&authMechanism=SCRAM-SHA-1"), MONGOC_ERROR_CLIENT_AUTHENTICATE, "an unknown user");
    expect(insert_as("bob:word@", ""), 13, "a user who may read only");
    expect(insert_as("", ""), 13, "nobody");
    mongoc_cleanup();
    puts("ok");
    return 0;
}
