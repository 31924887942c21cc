package io.agentropic.gateway;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageEncoder;
import java.util.List;

/** Frames to bytes. */
@Sharable
final class FrameEncoder extends MessageToMessageEncoder<Frame<?>> {

    @Override
    protected void encode(ChannelHandlerContext context, Frame<?> frame, List<Object> out) {
        out.add(Unpooled.wrappedBuffer(FrameCodec.encode(frame)));
    }
}
