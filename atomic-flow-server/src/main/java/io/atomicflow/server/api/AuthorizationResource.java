package io.atomicflow.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.server.pusher.Signatures;
import io.atomicflow.server.pusher.SocketIds;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/pusher/auth}: signs for a page that wants to listen to the private channels of the flow, or to
 * be counted among those who watch.
 *
 * <p><b>This is a sample, and it knows no login:</b> whoever reaches the server, and is no page of a foreign
 * origin, gets the signature that it asks for. Nor does the {@code user_id} of a watcher prove anything: the
 * browser thought it up, and everybody who watches is told it. A program of your own answers this request itself:
 * it looks who is logged in, decides whether that user may listen to this channel, takes the {@code user_id} from
 * the login, and only then signs, with {@link Signatures} or any of Pusher's server libraries. Here that decision
 * belongs at the beginning of {@link #post}.
 *
 * <p>What it does keep to: only these channels are signed for, and only what has the form of a socket's id is
 * signed; else the answer could be a signature of something else altogether, such as a call of the HTTP API.
 */
final class AuthorizationResource {

    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    private final DemoChannels channels;
    private final JsonMapper json;

    AuthorizationResource(DemoChannels channels, JsonMapper json) {
        this.channels = channels;
        this.json = json;
    }

    void post(Context context) {
        // A check of who is logged in belongs here.
        Wish wish = new WishReader(json).read(context);
        if (!SocketIds.isSocketId(wish.socketId())) {
            throw refused("socket_id", "socket_id must be two whole numbers with a dot between them");
        }
        if (wish.channel().equals(DemoChannels.WATCHERS)) {
            context.json(signed(wish, presence(wish.userId(), context.userAgent())));
        } else if (channels.signed().test(wish.channel())) {
            context.json(signed(wish, null));
        } else {
            throw refused("channel_name", "channel_name must be " + DemoChannels.WATCHERS
                    + ", private-flow, private-task-<id> or private-limit-<key>");
        }
    }

    private Signed signed(Wish wish, @Nullable String channelData) {
        return new Signed(
                Signatures.ofSubscription(channels.app(), wish.socketId(), wish.channel(), channelData), channelData);
    }

    private String presence(@Nullable String userId, @Nullable String userAgent) {
        if (userId == null || !USER_ID.matcher(userId).matches()) {
            throw refused("user_id", "user_id must be 16 to 64 of A-Z a-z 0-9 _ -");
        }
        try {
            return json.writeValueAsString(new Watcher(userId, new About(Browsers.nameOf(userAgent))));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static ProblemException refused(String field, String detail) {
        return new ProblemException(Problem.of(HttpStatus.FORBIDDEN, detail).inField(field));
    }

    /** What the page asks for. */
    record Wish(String socketId, String channel, @Nullable String userId) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Signed(String auth, @JsonProperty("channel_data") @Nullable String channelData) {}

    private record Watcher(
            @JsonProperty("user_id") String userId, @JsonProperty("user_info") About userInfo) {}

    private record About(String browser) {}
}
