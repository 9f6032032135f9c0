using System.Text.Json.Nodes;

namespace IbmPlatform.Conformance.Tests.Federation;

/// <summary>Fields that a fixture subgraph computes, from what the gateway must have sent it or from arguments.</summary>
internal static class Computed
{
    internal delegate JsonNode? Field(Func<string, JsonNode?> known, Func<string, JsonNode?> argument, JsonObject state);

    private static readonly Dictionary<string, Field> Fields = new()
    {
        ["simple-requires-provides/Product.shippingEstimate"] = (known, _, _) => Number(known("price")) * Number(known("weight")) * 10,
        ["simple-requires-provides/Product.shippingEstimateTag"] = (known, _, _) => $"#{known("upc")}#{Number(known("price")) * Number(known("weight")) * 10}#",
        ["include-skip/Product.isExpensive"] = (known, _, _) => known("price")!.GetValue<double>() > 500,
        ["include-skip/Product.include"] = (known, _, _) => known("isExpensive")!.GetValue<bool>(),
        ["include-skip/Product.skip"] = (known, _, _) => known("isExpensive")!.GetValue<bool>(),
        ["requires-requires/Product.isExpensive"] = (known, _, _) => known("price")!.GetValue<double>() > 500,
        ["requires-requires/Product.isExpensiveWithDiscount"] = (known, _, _) => known("hasDiscount")!.GetValue<bool>(),
        ["requires-requires/Product.canAfford"] = (known, _, _) => !known("isExpensive")!.GetValue<bool>(),
        ["requires-requires/Product.canAffordWithDiscount"] = (known, _, _) => known("isExpensiveWithDiscount")!.GetValue<bool>(),
        ["override-with-requires/User.aName"] = (known, _, _) => "a__" + known("name"),
        ["override-with-requires/User.cName"] = (known, _, _) => "c__" + known("name"),
        ["interface-object-with-requires/NodeWithName.username"] = (known, _, _) => known("name")!.ToString().Replace("-name", "-username", StringComparison.Ordinal),
        ["keys-mashup/A.nameInB"] = (known, _, _) => "b.a.nameInB " + known("name"),
        ["requires-with-argument/Product.shippingEstimate"] = (known, _, _) => Number(known("price")) * Number(known("weight")) * 10,
        ["requires-with-argument/Product.isExpensiveCategory"] = (known, _, _) => Number(known("category")!["averagePrice"]) > 11,
        ["requires-with-argument/Post.author"] = (known, _, _) => "@Author/" + known("comments")!.AsArray()[^1]!["authorId"],
        ["requires-with-argument-conflict/Product.shippingEstimate"] = (known, _, _) => Number(known("price")) * Number(known("weight")) * 10,
        ["requires-with-argument-conflict/Product.shippingEstimateEUR"] = (known, _, _) => Number(known("price")) * Number(known("weight")) * 10,
        ["requires-with-argument-conflict/Product.isExpensiveCategory"] = (known, _, _) => Number(known("category")!["averagePrice"]) > 11,
        ["requires-circular/Post.byNovice"] = (known, _, _) => Number(known("author")!["yearsOfExperience"]) < 10,
        ["requires-circular/Post.byExpert"] = (known, _, _) => !known("byNovice")!.GetValue<bool>(),
        ["requires-interface/User.city"] = (known, _, _) => known("address")!["id"] + "-city",
        ["requires-interface/User.country"] = (known, _, _) => known("address")!["__typename"]!.ToString() == "WorkAddress" && known("address")!["id"] is { } id ? id + "-country" : null,
        ["requires-with-fragments/Entity.requirer"] = (known, _, _) => known("data")!["foo"] + "_requirer",
        ["requires-with-fragments/Entity.requirer2"] = (known, _, _) => known("data")!["foo"] + "_requirer2",
        ["abstract-types/Book.delivery"] = Delivery,
        ["abstract-types/Magazine.delivery"] = Delivery,
        ["mutations/Product.isExpensive"] = (known, _, _) => known("price")!.GetValue<double>() > 100,
        ["mutations/Mutation.addProduct"] = (_, argument, _) => "@Product/" + argument("input")!["name"],
        ["mutations/Mutation.addCategory"] = AddCategory,
        ["mutations/Mutation.add"] = (_, argument, state) => Total(state, argument, total => total + Number(argument("num"))),
        ["mutations/Mutation.multiply"] = (_, argument, state) => Total(state, argument, total => total * Number(argument("by"))),
        ["mutations/Mutation.delete"] = (_, argument, state) => Total(state, argument, total => total),
    };

    public static Field? Find(string suite, string type, string field) => Fields.GetValueOrDefault($"{suite}/{type}.{field}");

    private static JsonObject? Delivery(Func<string, JsonNode?> known, Func<string, JsonNode?> argument, JsonObject state) =>
        argument("zip") is not null && known("dimensions")!["size"]!.ToString() == "small" && known("dimensions")!["weight"]!.GetValue<double>() < 1
            ? new JsonObject { ["estimatedDelivery"] = "1 day", ["fastestDelivery"] = "same day" }
            : null;

    // A second call would be told apart: the gateway must ask one subgraph, once.
    private static JsonNode? AddCategory(Func<string, JsonNode?> known, Func<string, JsonNode?> argument, JsonObject state)
    {
        var id = "c-added-" + argument("requestId");
        if (!state.TryAdd(id, true)) return "!added twice";
        return new JsonObject { ["id"] = id, ["name"] = argument("name")!.DeepClone() };
    }

    private static JsonNode? Total(JsonObject state, Func<string, JsonNode?> argument, Func<int, int> change)
    {
        var id = argument("requestId")!.ToString();
        var total = change(state.TryGetPropertyValue(id, out var before) ? before!.GetValue<int>() : 0);
        state[id] = total;
        return total;
    }

    private static int Number(JsonNode? value) => int.Parse(value!.ToString());
}
