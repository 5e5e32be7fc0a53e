package dev.fuota.agent.msu;

import dev.fuota.agent.msu.ActiveFile.Phase;
import dev.fuota.protocol.msu.FileContext;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The chunk store of one file, as it lies on the disk (MSU-085). What it claims is on the disk too:
 * the octets are forced before it is written (MSU-X23).
 *
 * @param open whether its cycle may still go on with it
 * @param port of the server's newest datagram
 * @param heardMs when the server was heard last, time of day
 * @param done numbers of the files of this cycle that are done, bit n for file n
 * @param bits of the frames that are held, as {@link FrameMap} has them
 */
record StoreRecord(
    boolean open,
    Connection connection,
    int port,
    long heardMs,
    Notification notification,
    Phase phase,
    int rounds,
    int done,
    Words bits) {
  private static final int FIXED_OCTETS = 1 + 4 + 4 + 2 + 2 + 1 + 1 + 8 + 1 + 1 + 1 + 2;
  private static final int ABSENT = 0xff;

  /** The same, over for good but for its octets. */
  StoreRecord closed() {
    return new StoreRecord(
        false, connection, port, heardMs, notification, phase, rounds, done, bits);
  }

  /** Is it the same file, so that its octets can be used? (MSU-X22) */
  boolean hasContentOf(Notification other) {
    return notification.fileCrc() == other.fileCrc()
        && notification.geometry().equals(other.geometry())
        && notification.fileName().equals(other.fileName());
  }

  byte[] encode() {
    byte[] announced = notification.encoded().toArray();
    byte[] offered = connection.offered().orElse("").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out =
        Sealed.begin(
            FIXED_OCTETS + offered.length + announced.length + Integer.BYTES * bits.length());
    out.put((byte) (open ? 1 : 0));
    out.putInt(connection.server().bits()).putInt(connection.transactionId());
    out.putShort((short) port);
    out.putShort((short) connection.timeoutSeconds()).put((byte) connection.profile().bits());
    out.put((byte) (connection.offered().isPresent() ? offered.length : ABSENT)).put(offered);
    out.putLong(heardMs).put((byte) (phase == Phase.CCM ? 1 : 0));
    out.put((byte) rounds).put((byte) done);
    out.putShort((short) announced.length).put(announced);
    for (int word : bits.toArray()) {
      out.putInt(word);
    }
    return Sealed.seal(out);
  }

  /** Reads a record; empty if it is damaged, or does not fit this device any more. */
  static Optional<StoreRecord> decode(byte[] octets, MsuLimits limits) {
    return Sealed.open(octets).flatMap(in -> take(in, limits));
  }

  private static Optional<StoreRecord> take(ByteBuffer in, MsuLimits limits) {
    if (in.remaining() < FIXED_OCTETS) {
      return Optional.empty();
    }
    boolean open = in.get() == 1;
    Ipv4 server = new Ipv4(in.getInt());
    int id = in.getInt();
    int port = Short.toUnsignedInt(in.getShort());
    int timeout = Short.toUnsignedInt(in.getShort());
    Profile profile = Profile.ofBits(in.get());
    Optional<String> offered = text(in);
    if (timeout == 0
        || timeout > MsuTimes.CONNECTION_MAX
        || in.remaining() < Long.BYTES + 3 + Short.BYTES) {
      return Optional.empty();
    }
    long heard = in.getLong();
    Phase phase = in.get() == 1 ? Phase.CCM : Phase.MAIN;
    int rounds = Byte.toUnsignedInt(in.get());
    int done = Byte.toUnsignedInt(in.get());
    Connection connection = new Connection(server, id, timeout, offered, profile);
    return notification(in, limits)
        .filter(announced -> in.remaining() == Integer.BYTES * announced.geometry().chunks())
        .map(
            announced ->
                new StoreRecord(
                    open, connection, port, heard, announced, phase, rounds, done, words(in)));
  }

  private static Optional<String> text(ByteBuffer in) {
    int length = Byte.toUnsignedInt(in.get());
    if (length == ABSENT || length > in.remaining()) {
      return Optional.empty();
    }
    byte[] octets = new byte[length];
    in.get(octets);
    return Optional.of(new String(octets, StandardCharsets.US_ASCII));
  }

  private static Optional<Notification> notification(ByteBuffer in, MsuLimits limits) {
    int length = Short.toUnsignedInt(in.getShort());
    if (length > in.remaining()) {
      return Optional.empty();
    }
    MsuDecoded decoded = new MsuDecoder(limits).decode(in.slice(in.position(), length));
    in.position(in.position() + length);
    return decoded instanceof MsuDecoded.Ok ok && ok.message() instanceof Notification announced
        ? Optional.of(announced)
        : Optional.empty();
  }

  private static Words words(ByteBuffer in) {
    int[] words = new int[in.remaining() / Integer.BYTES];
    in.asIntBuffer().get(words);
    return Words.of(words);
  }

  /** The file as messages are checked against it. */
  FileContext context() {
    return new FileContext(notification.fileNumber(), notification.geometry());
  }
}
