package dev.fuota.agent.fragmentation;

import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A fragmentation session as it survives a reset.
 *
 * @param id marks the fragments of this session in the log, u32; no other session ever has it
 * @param received fragments received, if the block is done with; else 0, the log tells
 * @param reportsLeft how often FragDataBlockReceivedReq may still be sent
 * @param setup the request that was accepted
 */
record SessionRecord(Stage stage, long id, int received, int reportsLeft, FragSessionSetup setup) {
  private static final int FORMAT = 2;
  private static final int HEADER = 1 + 1 + 4 + 2 + 1;

  /** The two highest bits of an id are the FragIndex, so that no two sessions share one. */
  private static final int SERIAL_BITS = 30;

  private static final long SERIAL_MASK = (1L << SERIAL_BITS) - 1;

  /** How far it is. */
  enum Stage {
    /** Fragments are wanted, or the block is being checked. */
    RECEIVING(0),
    /** The block was judged; its fragments are not needed any more. */
    SETTLED(1),
    /** Only the id still counts, so that it is not used again. */
    DELETED(2),
    /** The block is whole and checked, and is being written into the download slot. */
    COPYING(3),
    /** The block is whole and checked, and stays in the log for the application. */
    COMPLETE(4),
    /** The block is whole, but its MIC is wrong. */
    MIC_FAILED(5);

    private final int code;

    Stage(int code) {
      this.code = code;
    }

    static Optional<Stage> of(int code) {
      return Arrays.stream(values()).filter(stage -> stage.code == code).findFirst();
    }

    /** Whether the session needs its fragments. */
    boolean needsLog() {
      return this == RECEIVING || this == COPYING || this == COMPLETE;
    }

    /** Whether the block is rebuilt, for good or bad. */
    boolean isDone() {
      return this == SETTLED || this == COMPLETE || this == MIC_FAILED;
    }
  }

  /** A session that begins. */
  static SessionRecord begin(int fragIndex, long serial, FragSessionSetup setup) {
    long id = ((long) fragIndex << SERIAL_BITS) | (serial & SERIAL_MASK);
    return new SessionRecord(Stage.RECEIVING, id, 0, 0, setup);
  }

  /** The session that begins in place of this one. */
  SessionRecord next(FragSessionSetup other) {
    return begin(setup.fragIndex(), id + 1, other);
  }

  SessionRecord at(Stage other) {
    return new SessionRecord(other, id, received, reportsLeft, setup);
  }

  /** The session when the block is rebuilt, for good or bad. */
  SessionRecord done(Stage other, int fragments, int reports) {
    return new SessionRecord(other, id, fragments, reports, setup);
  }

  SessionRecord withReportsLeft(int reports) {
    return new SessionRecord(stage, id, received, reports, setup);
  }

  /** The record, as {@link dev.fuota.agent.store.NvmKey#FRAG_SESSION_0} says. */
  Bytes encode() {
    Bytes header = Records.encode(FORMAT, HEADER, this::putHeader);
    return header.concat(setup.encode());
  }

  private void putHeader(ByteBuffer out) {
    out.put((byte) stage.code).putInt((int) id);
    out.putShort((short) received).put((byte) reportsLeft);
  }

  /** Reads a session of a device that has this version of the package; no other one goes on. */
  static Optional<SessionRecord> decode(Bytes octets, PackageVersion version) {
    return Records.open(octets, FORMAT, HEADER).flatMap(in -> take(in, version));
  }

  private static Optional<SessionRecord> take(ByteBuffer in, PackageVersion version) {
    Optional<Stage> stage = Stage.of(in.get());
    long id = Integer.toUnsignedLong(in.getInt());
    int received = Short.toUnsignedInt(in.getShort());
    int reportsLeft = Byte.toUnsignedInt(in.get());
    Optional<FragSessionSetup> setup = setup(Bytes.rest(in), version);
    return stage.flatMap(
        known -> setup.map(its -> new SessionRecord(known, id, received, reportsLeft, its)));
  }

  private static Optional<FragSessionSetup> setup(Bytes octets, PackageVersion version) {
    CommandTable.Stream<FragmentationDownlink> stream =
        FragmentationDownlink.commands(version).decodeAll(octets);
    boolean alone = stream.commands().size() == 1 && stream.defect().isEmpty();
    return Optional.of(stream.commands())
        .filter(commands -> alone && commands.get(0) instanceof FragSessionSetup)
        .map(commands -> (FragSessionSetup) commands.get(0));
  }
}
