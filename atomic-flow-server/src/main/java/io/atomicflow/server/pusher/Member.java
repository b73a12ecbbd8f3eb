package io.atomicflow.server.pusher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user, as a presence channel or a sign-in knows it.
 *
 * @param id what users are told apart by
 * @param idAsSent the same as the back end wrote it, a string or a number: so it goes to clients
 * @param info what else the back end tells of it, null if nothing
 */
record Member(String id, JsonNode idAsSent, @Nullable JsonNode info) {

    /** Empty if {@code id} is neither a string that is not empty nor a whole number. */
    static Optional<Member> of(JsonNode id, @Nullable JsonNode info) {
        boolean named = id.isTextual() && !id.textValue().isEmpty();
        return named || id.isIntegralNumber()
                ? Optional.of(new Member(id.asText(), id, info))
                : Optional.empty();
    }
}
