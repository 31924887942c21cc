package io.agentropic.gateway;

import io.agentropic.ipc.FrameCodec;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Bytes to frames. Until the worker has said hello, frames may be {@link FrameCodec#MAX_GREETING_BYTES} long. */
final class FrameDecoder extends ByteToMessageDecoder {

    private int limit = FrameCodec.MAX_GREETING_BYTES;
    private boolean broken;

    /** The worker is known now: its frames may be as long as any. */
    void greeted() {
        limit = FrameCodec.MAX_FRAME_BYTES;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        broken = true;
        nextFrame(in, out);
        broken = false;
    }

    /** Throws at the first violation; what comes after it is not looked at again when the connection ends. */
    private void nextFrame(ByteBuf in, List<Object> out) {
        if (in.readableBytes() < FrameCodec.LENGTH_BYTES) {
            return;
        }
        int length = FrameCodec.requireLength(in.getInt(in.readerIndex()), limit);
        if (in.readableBytes() < FrameCodec.LENGTH_BYTES + length) {
            return;
        }
        in.skipBytes(FrameCodec.LENGTH_BYTES);
        out.add(FrameCodec.decodeFromWorker(in.nioBuffer(in.readerIndex(), length)));
        in.skipBytes(length);
    }
}
