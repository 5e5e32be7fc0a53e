package dev.fuota.tests.wire;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.Report;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.StatusResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages out of captured datagrams, and a few words about them. */
final class Wire {
  private Wire() {}

  static MsuMessage message(Bytes datagram) {
    if (new MsuDecoder(WireDocument.LIMITS).decode(datagram) instanceof MsuDecoded.Ok ok) {
      return ok.message();
    }
    throw new AssertionError("no message: " + datagram);
  }

  static String words(MsuMessage message) {
    if (message instanceof DataTransfer data) {
      return "chunk " + data.chunk() + ", frame " + data.sequence();
    } else if (message instanceof SequenceComplaint complaint) {
      return "chunk " + complaint.chunk() + ", frame " + frames(complaint.bitmap());
    } else if (message instanceof CodedTransfer coded) {
      return "chunk " + coded.chunk() + ", frames " + frames(coded.mask());
    } else if (message instanceof ScmCompleted completed) {
      return completed.retryFlag() == 0 ? "the chunk is closed" : "another window";
    } else if (message instanceof Poll poll) {
      return "number " + poll.number() + ", up to chunk " + poll.upTo();
    } else if (message instanceof Report report) {
      return "to " + report.poll() + ", holds " + report.held();
    } else if (message instanceof StatusResponse status) {
      return status.status().toString();
    }
    return "";
  }

  /** Bit of SN n: 0x80000000 shifted right by n - 1. */
  static String frames(int bitmap) {
    return IntStream.rangeClosed(1, Integer.SIZE)
        .filter(n -> (bitmap & (0x8000_0000 >>> (n - 1))) != 0)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }
}
