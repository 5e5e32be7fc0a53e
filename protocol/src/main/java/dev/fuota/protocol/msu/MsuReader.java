package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one datagram, each at its offset, and keeps the first thing that is wrong;
 * after that the fields still can be read, but say nothing. So a message reads its fields one after
 * the other, in the order in which they are judged, and is built only if all of them are right.
 *
 * <p>Fields of the fixed part may be read only after {@link #fixed}.
 */
final class MsuReader {
  private static final Ipv4 NOWHERE = new Ipv4(0);

  private final ByteBuffer in;
  private final MsuLimits limits;
  private final Optional<FileContext> context;
  private final Set<MsuWarning> warnings = new TreeSet<>();
  private final LengthBytes strings = new LengthBytes(this);
  private MsuDecoded.@Nullable Rejected rejected;

  /**
   * @param in one datagram without trailer, big-endian, from index 0 to its limit
   */
  MsuReader(ByteBuffer in, MsuLimits limits, Optional<FileContext> context) {
    this.in = in;
    this.limits = limits;
    this.context = context;
  }

  // What is wrong.

  void require(boolean holds, RejectReason reason, String otherwise) {
    if (!holds && rejected == null) {
      rejected = new MsuDecoded.Rejected(reason, otherwise);
    }
  }

  boolean isGood() {
    return rejected == null;
  }

  /** The message, if nothing is wrong. */
  Optional<MsuMessage> built(Supplier<MsuMessage> message) {
    return isGood() ? Optional.of(message.get()) : Optional.empty();
  }

  /** Why there is no message. */
  MsuDecoded.Rejected rejected() {
    return rejected == null
        ? new MsuDecoded.Rejected(RejectReason.TRUNCATED, "nothing was read")
        : rejected;
  }

  Set<MsuWarning> warnings() {
    return warnings;
  }

  void warn(boolean holds, MsuWarning warning) {
    if (holds) {
      warnings.add(warning);
    }
  }

  // The length.

  int length() {
    return in.limit();
  }

  /** Whether the fixed part is there. */
  boolean fixed(int length) {
    if (length() < length) {
      require(
          false,
          RejectReason.TRUNCATED,
          "the message needs " + length + " octets, " + length() + " are there");
    }
    return isGood();
  }

  /** The message ends at {@code end}. */
  void end(int end) {
    if (length() > end) {
      require(
          false,
          RejectReason.TRAILING_BYTES,
          "the message ends after " + end + " octets, " + length() + " are there");
    }
  }

  // Numbers.

  int u8(int at) {
    return in.get(at) & 0xff;
  }

  int u16(int at) {
    return in.getShort(at) & 0xffff;
  }

  int i32(int at) {
    return in.getInt(at);
  }

  long u32(int at) {
    return Integer.toUnsignedLong(in.getInt(at));
  }

  boolean flag(int at, String what) {
    int octet = u8(at);
    require(octet <= 1, RejectReason.BAD_BOOLEAN, what + " is neither 0 nor 1");
    return octet == 1;
  }

  int group(int at, int min) {
    int group = u8(at);
    require(
        group >= min && group <= GroupAck.GROUP_MAX,
        RejectReason.BAD_GROUP_ID,
        "GroupID " + group + " is not in " + min + ".." + GroupAck.GROUP_MAX);
    return group;
  }

  int transaction(int at) {
    int transactionId = i32(at);
    require(transactionId != 0, RejectReason.BAD_TRANSACTION_ID, "the Transaction ID is 0");
    return transactionId;
  }

  ResponseCode responseCode() { // MSU-057
    boolean error = flag(1, "the error code");
    int subcode = u8(2);
    require(
        error == (subcode != 0),
        RejectReason.BAD_ERROR_PAIR,
        "the error code does not go with the subcode");
    return new ResponseCode(subcode);
  }

  Status status(int at) {
    Optional<Status> status = Status.ofOctet(u8(at));
    require(status.isPresent(), RejectReason.BAD_STATUS, "the Status is not 0, 1 or 3");
    return status.orElse(Status.PASS);
  }

  boolean isLocal() {
    return limits.local();
  }

  // Addresses.

  Ipv4 address(int at, String what) {
    Optional<Ipv4> address = addressOrEmpty(at, what);
    require(address.isPresent(), RejectReason.BAD_ADDRESS, what + " is empty");
    return address.orElse(NOWHERE);
  }

  Optional<Ipv4> addressOrEmpty(int at, String what) { // MSU-133
    Optional<String> text = Text40.text(in, at);
    Optional<Ipv4> address = text.flatMap(Ipv4::parse);
    require(
        address.isPresent() || text.filter(String::isEmpty).isPresent(),
        RejectReason.BAD_ADDRESS,
        what + " is no dotted quad with NUL behind it");
    return address;
  }

  void multicast(Ipv4 address, String what) {
    require(
        address.isMulticastGroup(),
        RejectReason.BAD_MULTICAST,
        what + " is not in 224.0.1.0..239.255.255.255");
  }

  // The file.

  int fileNumber(int at) { // MSU-062, MSU-141
    int fileNumber = u16(at);
    require(
        fileNumber >= 1 && fileNumber <= limits.maxFiles(),
        RejectReason.BAD_FILE_NUMBER,
        "the File Number is not in 1.." + limits.maxFiles());
    return fileNumber;
  }

  /** A File Number that must be that of the file in progress, if one is. */
  int fileInProgress() {
    int fileNumber = fileNumber(1);
    require(
        context.isEmpty() || context.get().fileNumber() == fileNumber,
        RejectReason.WRONG_FILE_NUMBER,
        "another file is in progress");
    return fileNumber;
  }

  /** The same, or 0 for the whole transaction. */
  int fileInProgressOrAll() {
    return u16(1) == 0 ? 0 : fileInProgress();
  }

  /** The geometry of a Notification; there if nothing is wrong. */
  Optional<FileGeometry> geometry() {
    return AnnouncedFile.read(this, limits);
  }

  long chunk(int at) { // MSU-081
    long chunk = u32(at);
    require(
        chunk != 0 && (context.isEmpty() || chunk <= context.get().geometry().chunks()),
        RejectReason.BAD_CHUNK_NUMBER,
        "the file has no chunk " + chunk);
    return chunk;
  }

  /** A chunk number that may be 0, or as many as {@code beyond} above the last. */
  long chunkOrNone(int at, int beyond) {
    long chunk = u32(at);
    require(
        context.isEmpty() || chunk <= context.get().geometry().chunks() + beyond,
        RejectReason.BAD_CHUNK_NUMBER,
        "the file has no chunk " + chunk);
    return chunk;
  }

  int sequence(int at, long chunk) { // MSU-082
    int sequence = u8(at);
    int last =
        context.isPresent() && isGood()
            ? context.get().geometry().framesIn(chunk)
            : FileGeometry.SEQUENCE_LIMIT_MAX;
    require(
        sequence >= 1 && sequence <= last,
        RejectReason.BAD_SEQUENCE_NUMBER,
        "the sequence number is not in 1.." + last);
    return sequence;
  }

  /** A length of 16 bits, of data that fill the message from {@code from} on. */
  int dataLength(int at, int from) { // MSU-083
    int length = u16(at);
    require(
        from + length == length(),
        RejectReason.DATA_LENGTH_MISMATCH,
        "it announces " + length + " octets of data, " + (length() - from) + " are there");
    return length;
  }

  /** The frame has that many octets; no frame is empty. */
  void frameLength(long chunk, int sequence, int length) {
    require(length > 0, RejectReason.DATA_LENGTH_MISMATCH, "the frame has no data");
    if (context.isPresent() && isGood()) {
      int expected = context.get().geometry().lengthOf(chunk, sequence);
      require(
          length == expected,
          RejectReason.DATA_LENGTH_MISMATCH,
          "this frame of the file has " + expected + " octets, not " + length);
    }
  }

  void dataWarnings(int flags, long chunk, int sequence) {
    int known = DataTransfer.END_OF_FILE | DataTransfer.END_OF_CHUNK;
    warn((flags & ~known) != 0, MsuWarning.RESERVED_FLAG_BITS_SET);
    if (context.isPresent() && isGood()) {
      boolean inner = !context.get().geometry().isLast(chunk, sequence);
      warn(
          inner && (flags & DataTransfer.END_OF_CHUNK) != 0,
          MsuWarning.END_OF_CHUNK_ON_INNER_SEQUENCE);
    }
  }

  void bitmapInChunk(long chunk, int bitmap) {
    if (context.isPresent() && isGood()) {
      require(
          (bitmap & ~context.get().geometry().fullMask(chunk)) == 0,
          RejectReason.SCM_BITMAP_RANGE,
          "the bitmap has bits beyond the chunk");
    }
  }

  List<Long> chunks(int from, long count) {
    List<Long> chunks = new ArrayList<>();
    long before = 0;
    for (int i = 0; isGood() && i < count; i++) {
      long chunk = chunk(from + i * Integer.BYTES);
      warn(chunk <= before, MsuWarning.CCM_NOT_STRICTLY_ASCENDING);
      before = chunk;
      chunks.add(chunk);
    }
    return chunks;
  }

  List<MissingFrames> missing(int from, int count) {
    List<MissingFrames> missing = new ArrayList<>();
    long before = 0;
    for (int i = 0; isGood() && i < count; i++) {
      int at = from + i * MissingFrames.LENGTH;
      long chunk = chunk(at);
      int bitmap = i32(at + Integer.BYTES);
      require(chunk > before, RejectReason.BAD_CHUNK_NUMBER, "the entries are not ascending");
      require(bitmap != 0, RejectReason.SCM_EMPTY, "the bitmap has no bits");
      bitmapInChunk(chunk, bitmap);
      if (isGood()) {
        missing.add(new MissingFrames(chunk, bitmap));
      }
      before = chunk;
    }
    return missing;
  }

  // Octets and strings.

  Bytes data(int from, int length) {
    byte[] data = new byte[isGood() ? length : 0];
    in.get(from, data);
    return Bytes.of(data);
  }

  /** Starts to read strings: {@code count} lengths from {@code lengths} on. */
  void strings(int lengths, int count, int from) {
    strings.start(lengths, count, from);
  }

  Optional<String> text(String what) {
    return strings.text(what);
  }

  Optional<Bytes> raw(String what) {
    return strings.raw(what);
  }

  Optional<DeviceParameters> deviceParameters() {
    return strings.deviceParameters();
  }

  void endOfStrings() {
    end(strings.cursor());
  }

  /** What is behind the strings. */
  Bytes rest() {
    return isGood() ? data(strings.cursor(), length() - strings.cursor()) : Bytes.EMPTY;
  }

  // What clients before 1.0 send.

  boolean isOlderStatus() { // MSU-X37
    return limits.olderClients() && length() == StatusResponse.OLDER_LENGTH;
  }

  /** Whether an I-Am lacks the word for users: with it, exactly 4 octets too few are there. */
  boolean isOlderIAm() {
    if (!limits.olderClients() || length() < IAm.OLDER_LENGTH) {
      return false;
    }
    int end = IAm.OLDER_LENGTH;
    for (int i = 0; i < IAm.LENGTHS; i++) {
      end += u8(IAm.FIRST_LENGTH + i) & Text.LENGTH_MAX;
    }
    return end == length();
  }
}
