package io.atomicflow.server.pusher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;

/** An app's back end, which signs what it asks for. */
record BackEnd(HttpApi api, String app, String key, Secret secret) {

    HttpAnswer post(String call, String json) {
        return post(call, json.getBytes(StandardCharsets.UTF_8));
    }

    HttpAnswer post(String call, byte[] body) {
        return ask("POST", "/apps/" + app + "/" + call, body, signed("POST", "/apps/" + app + "/" + call, body));
    }

    /** @param parameters names and values, in turn */
    HttpAnswer get(String call, String... parameters) {
        String path = "/apps/" + app + "/" + call;
        return ask("GET", path, new byte[0], signed("GET", path, new byte[0], parameters));
    }

    HttpAnswer publish(String channel, String event, String data) {
        return post("events", "{\"name\":\"" + event + "\",\"channel\":\"" + channel + "\",\"data\":\"" + data + "\"}");
    }

    HttpAnswer ask(String method, String path, byte[] body, String query) {
        return api.answer(new HttpCall(method, path, query, body));
    }

    /** The query of a call that is signed as it should be; no value needs an escape. */
    String signed(String method, String path, byte[] body, String... parameters) {
        TreeMap<String, String> all = new TreeMap<>();
        all.put("auth_key", key);
        all.put("auth_timestamp", Long.toString(Instant.now().getEpochSecond()));
        all.put("auth_version", "1.0");
        if (body.length > 0) {
            all.put("body_md5", md5(body));
        }
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        String query = String.join("&", all.entrySet().stream().map(Object::toString).toList());
        return query + "&auth_signature=" + secret.sign(method + "\n" + path + "\n" + query);
    }

    static String md5(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
