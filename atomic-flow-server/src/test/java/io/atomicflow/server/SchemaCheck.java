package io.atomicflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares JSON with the schemas of an OpenAPI document: as much of JSON Schema as ours use, and stricter, as an object
 * may have no field that is not described.
 */
record SchemaCheck(JsonNode document) {

    /** What is wrong with a value, each with its place; nothing if all is well. */
    List<String> check(JsonNode schema, JsonNode value) {
        List<String> wrong = new ArrayList<>();
        check("", schema, value, wrong);
        return wrong;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode target = node;
        while (target.has("$ref")) {
            String reference = target.get("$ref").textValue();
            target = document.at(reference.substring(1));
            if (target.isMissingNode()) {
                throw new AssertionError("nothing is at " + reference);
            }
        }
        return target;
    }

    /** The schema of what an operation answers with this status, in this media type. */
    JsonNode ofResponse(String path, String method, int status, String type) {
        JsonNode response = resolved(document.at("/paths").path(path).path(method).path("responses")
                .path(Integer.toString(status)));
        JsonNode schema = response.path("content").path(type).path("schema");
        if (schema.isMissingNode()) {
            throw new AssertionError(method + " " + path + " has no " + status + " in " + type);
        }
        return schema;
    }

    private void check(String at, JsonNode reference, JsonNode value, List<String> wrong) {
        JsonNode schema = resolved(reference);
        if (schema.has("anyOf")) {
            checkAny(at, schema.get("anyOf"), value, wrong);
            return;
        }
        if (schema.has("allOf") || schema.path("type").asText().equals("object")) {
            checkObject(at, schema, value, wrong);
            return;
        }
        if (!isOfType(schema.path("type"), value)) {
            wrong.add(at + " should be " + schema.path("type") + ", is " + value);
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            wrong.add(at + " should be one of " + schema.get("enum") + ", is " + value);
        }
        if (schema.has("const") && !schema.get("const").equals(value)) {
            wrong.add(at + " should be " + schema.get("const") + ", is " + value);
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(at + "/" + i, schema.path("items"), value.get(i), wrong);
            }
        }
    }

    private void checkAny(String at, JsonNode schemas, JsonNode value, List<String> wrong) {
        List<String> last = List.of();
        for (JsonNode schema : schemas) {
            last = new ArrayList<>();
            check(at, schema, value, last);
            if (last.isEmpty()) {
                return;
            }
        }
        wrong.addAll(last);
    }

    private void checkObject(String at, JsonNode schema, JsonNode value, List<String> wrong) {
        if (!value.isObject()) {
            wrong.add(at + " should be an object, is " + value);
            return;
        }
        Map<String, JsonNode> properties = new HashMap<>();
        Set<String> required = new HashSet<>();
        gather(schema, properties, required);
        JsonNode more = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode described = properties.getOrDefault(field.getKey(), more);
            if (described.isMissingNode()) {
                wrong.add(at + "/" + field.getKey() + " is not described");
            } else {
                check(at + "/" + field.getKey(), described, field.getValue(), wrong);
            }
        }
        required.stream().filter(name -> !value.has(name)).forEach(name -> wrong.add(at + "/" + name + " is missing"));
    }

    private void gather(JsonNode reference, Map<String, JsonNode> properties, Set<String> required) {
        JsonNode schema = resolved(reference);
        schema.path("allOf").forEach(part -> gather(part, properties, required));
        schema.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
        schema.path("required").forEach(name -> required.add(name.textValue()));
    }

    private static boolean isOfType(JsonNode types, JsonNode value) {
        if (types.isMissingNode()) {
            return true;
        }
        if (types.isArray()) {
            for (JsonNode type : types) {
                if (isOfType(type, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (types.textValue()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> throw new AssertionError("there is no type " + types);
        };
    }

    private static boolean contains(JsonNode allowed, JsonNode value) {
        for (JsonNode one : allowed) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
