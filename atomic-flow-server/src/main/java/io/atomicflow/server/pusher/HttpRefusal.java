package io.atomicflow.server.pusher;

/** Ends a request to the HTTP API. It carries no stack trace: it is an answer, not a bug. */
final class HttpRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient HttpAnswer answer;

    HttpRefusal(HttpAnswer answer) {
        super(answer.body(), null, false, false);
        this.answer = answer;
    }

    static HttpRefusal badRequest(String why) {
        return new HttpRefusal(HttpAnswer.refusal(400, why));
    }

    static HttpRefusal unauthorized(String why) {
        return new HttpRefusal(HttpAnswer.refusal(401, why));
    }

    static HttpRefusal forbidden(String why) {
        return new HttpRefusal(HttpAnswer.refusal(403, why));
    }

    static HttpRefusal notFound(String why) {
        return new HttpRefusal(HttpAnswer.refusal(404, why));
    }

    static HttpRefusal methodNotAllowed(String allowed) {
        return new HttpRefusal(HttpAnswer.refusal(405, "Only " + allowed + " is allowed here").with("Allow", allowed));
    }

    static HttpRefusal tooLarge(String why) {
        return new HttpRefusal(HttpAnswer.refusal(413, why));
    }

    static HttpRefusal tooMany(int perSecond, String what) {
        return new HttpRefusal(HttpAnswer.refusal(429, "At most " + perSecond + " " + what + " a second")
                .with("Retry-After", "1"));
    }

    HttpAnswer answer() {
        return answer;
    }
}
