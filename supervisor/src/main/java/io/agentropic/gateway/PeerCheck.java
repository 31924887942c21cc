package io.agentropic.gateway;

import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Violation;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioChannelOption;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Refuses a connection that another user has opened (SO_PEERCRED, unix(7)); the directory's mode forbids it already. */
final class PeerCheck extends ChannelInboundHandlerAdapter {

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        UnixDomainPrincipal peer =
                context.channel().config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
        if (peer != null && peer.user().equals(Files.getOwner(Path.of("/proc/self")))) {
            context.fireChannelActive();
            context.pipeline().remove(this);
        } else {
            throw new ProtocolException(Violation.WRONG_PEER, "the connection was opened by " + peer);
        }
    }
}
