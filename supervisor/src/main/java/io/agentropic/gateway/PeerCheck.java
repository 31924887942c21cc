package io.agentropic.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioChannelOption;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a connection that another user has opened (SO_PEERCRED, unix(7)); the directory's mode forbids it already. */
final class PeerCheck extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(PeerCheck.class);

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        UnixDomainPrincipal peer =
                context.channel().config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
        if (peer != null && peer.user().equals(Files.getOwner(Path.of("/proc/self")))) {
            context.fireChannelActive();
            context.pipeline().remove(this);
        } else {
            LOG.warn("a connection to the workers' socket is closed: its peer is {}", peer);
            var _ = context.close();
        }
    }
}
