package io.agentropic.gateway;

import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Violation;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.util.AttributeKey;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * Refuses a connection by a user whose worker nobody waits for (SO_PEERCRED, unix(7)); the mode of the directory forbids
 * it already.
 */
final class PeerCheck extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<UserPrincipal> USER = AttributeKey.valueOf(PeerCheck.class, "user");

    private final UserPrincipal self;
    private final Expectations expectations;

    PeerCheck(UserPrincipal self, Expectations expectations) {
        this.self = self;
        this.expectations = expectations;
    }

    /** Who opened a connection that was let through. */
    static UserPrincipal userOf(Channel channel) {
        return channel.attr(USER).get();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        UnixDomainPrincipal peer =
                context.channel().config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
        if (peer != null && (peer.user().equals(self) || expectations.awaits(peer.user()))) {
            context.channel().attr(USER).set(peer.user());
            context.fireChannelActive();
            context.pipeline().remove(this);
        } else {
            throw new ProtocolException(Violation.WRONG_PEER, "the connection was opened by " + peer);
        }
    }
}
