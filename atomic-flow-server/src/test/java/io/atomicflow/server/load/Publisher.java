package io.atomicflow.server.load;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A back end that publishes over HTTP, signed as the protocol has it. */
final class Publisher implements AutoCloseable {

    private final Target target;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Publisher(Target target) {
        this.target = target;
    }

    /** Sends one event, padded to about so many bytes, which carries the time {@code at}. */
    CompletableFuture<HttpResponse<String>> publish(String channel, long at, int bytes) {
        String data = "~" + at + "~" + "x".repeat(Math.max(0, bytes - 22));
        String body = "{\"name\":\"load\",\"channel\":\"" + channel + "\",\"data\":\"" + data + "\"}";
        String path = "/apps/" + target.appId() + "/events";
        String query = "auth_key=" + target.key() + "&auth_timestamp=" + System.currentTimeMillis() / 1000
                + "&auth_version=1.0&body_md5=" + md5(body);
        String signature = hmac("POST\n" + path + "\n" + query);
        HttpRequest request = HttpRequest.newBuilder(target.http(path + "?" + query + "&auth_signature=" + signature))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    private static String md5(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes(body)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(target.secret()), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
