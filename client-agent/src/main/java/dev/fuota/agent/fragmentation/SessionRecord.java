package dev.fuota.agent.fragmentation;

import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A fragmentation session as it survives a reset.
 *
 * @param id marks the fragments of this session in the log, u32
 * @param setup the request that was accepted
 */
record SessionRecord(Stage stage, long id, FragSessionSetupReq setup) {
  private static final int DESCRIPTOR_LENGTH = 4;
  private static final int OCTETS = 1 + 1 + 4 + 1 + 1 + 2 + 1 + 1 + 1 + 1 + DESCRIPTOR_LENGTH;
  private static final long IDS = 1L << 32;

  /** How far it is. */
  enum Stage {
    /** Fragments are wanted, or the block is about to be rebuilt. */
    RECEIVING(0),
    /** The block was rebuilt and judged; its fragments are not needed any more. */
    SETTLED(1),
    /** Only the id still counts, so that it is not used again. */
    DELETED(2);

    private final int code;

    Stage(int code) {
      this.code = code;
    }

    static Optional<Stage> of(int code) {
      return Arrays.stream(values()).filter(stage -> stage.code == code).findFirst();
    }
  }

  SessionRecord at(Stage other) {
    return new SessionRecord(other, id, setup);
  }

  long nextId() {
    return (id + 1) % IDS;
  }

  boolean isUnicastOrAdmits(int groupId) {
    return groupId < 0 || (setup.mcGroupBitMask() >> groupId & 1) != 0;
  }

  /** Octets of the block without padding. */
  int blockLength() {
    return setup.nbFrag() * setup.fragSize() - setup.padding();
  }

  /** The record, as {@link dev.fuota.agent.store.NvmKey#FRAG_SESSION_0} says. */
  Bytes encode() {
    return Records.encode(OCTETS, this::put);
  }

  private void put(ByteBuffer out) {
    out.put((byte) stage.code).putInt((int) id);
    out.put((byte) setup.mcGroupBitMask()).put((byte) setup.fragIndex());
    out.putShort((short) setup.nbFrag()).put((byte) setup.fragSize());
    out.put((byte) setup.blockAckDelay()).put((byte) setup.fragAlgo()).put((byte) setup.padding());
    setup.descriptor().putTo(out);
  }

  static Optional<SessionRecord> decode(Bytes octets) {
    return Records.open(octets, OCTETS).flatMap(SessionRecord::take);
  }

  private static Optional<SessionRecord> take(ByteBuffer in) {
    Optional<Stage> stage = Stage.of(in.get());
    long id = Integer.toUnsignedLong(in.getInt());
    FragSessionSetupReq setup =
        new FragSessionSetupReq(
            in.get() & 0xf,
            in.get() & 0x3,
            Short.toUnsignedInt(in.getShort()),
            Byte.toUnsignedInt(in.get()),
            in.get() & 0x7,
            in.get() & 0x7,
            Byte.toUnsignedInt(in.get()),
            Bytes.take(in, DESCRIPTOR_LENGTH));
    return stage.map(known -> new SessionRecord(known, id, setup));
  }
}
