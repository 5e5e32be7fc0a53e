package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Notification, 0x11 to 0x13 (MSU, section 13): announces a file; 112 octets and two names.
 *
 * <pre>
 * 1..2      File Number
 * 4..7      File Size
 * 8..11     Number of Chunks
 * 12..13    Sequence Number Limit
 * 14..15    Sequence Size Limit
 * 16..55    Multicast Address
 * 56..95    CM Multicast Address, or empty
 * 96..97    Port Number
 * 98..99    CM Port Number, or 0
 * 100..103  Transaction ID
 * 104..107  File CRC
 * 108       length of the File Name
 * 109       length of the Dest Path
 * 110       GroupID: bit 7 valid, bits 6..0 group
 * 111       Update Timeout, seconds, 0 not given
 * 112..     File Name, Dest Path
 * </pre>
 *
 * @param group where the file is sent to
 * @param cmGroup a second group for repeats, reserved by MSU
 * @param fileCrc CRC-32 of the whole file, 0 to 2^32 - 1
 * @param groupId whom it is for, 0 to 127, 0 meaning devices without a group; none: everybody
 */
public record Notification(
    NotificationKind kind,
    int fileNumber,
    FileGeometry geometry,
    Endpoint group,
    Optional<Endpoint> cmGroup,
    int transactionId,
    long fileCrc,
    OptionalInt groupId,
    int updateTimeoutSeconds,
    String fileName,
    Optional<String> destPath)
    implements MsuMessage {
  static final int FIXED_LENGTH = 112;
  static final int FIRST_LENGTH = 108;
  private static final int GROUP_VALID = 0x80;

  public Notification {
    Header.checkFile(fileNumber);
    Checks.that(group.address().isMulticastGroup(), "no multicast group");
    cmGroup.ifPresent(
        it -> Checks.that(it.address().isMulticastGroup(), "no multicast group for complaints"));
    Checks.transaction(transactionId);
    Checks.range("fileCrc", fileCrc, 0, Checks.U32_MAX);
    groupId.ifPresent(it -> Checks.range("groupId", it, 0, GroupAck.GROUP_MAX));
    Checks.octet("updateTimeoutSeconds", updateTimeoutSeconds);
    Checks.that(FileNames.isFileName(fileName), "no file name that may be used");
    Checks.range("length of fileName", fileName.length(), 1, Text.LENGTH_MAX);
    Text.check("destPath", destPath);
    destPath.ifPresent(it -> Checks.that(FileNames.isDestPath(it), "no path that may be used"));
  }

  static Optional<MsuMessage> read(MsuReader in, NotificationKind kind) {
    if (!in.fixed(FIXED_LENGTH)) {
      return Optional.empty();
    }
    int fileNumber = in.fileNumber(1);
    Optional<FileGeometry> geometry = in.geometry();
    Ipv4 address = in.address(16, "Multicast Address");
    in.multicast(address, "Multicast Address");
    Optional<Ipv4> cmAddress = in.addressOrEmpty(56, "CM Multicast Address"); // MSU-071
    cmAddress.ifPresent(it -> in.multicast(it, "CM Multicast Address"));
    int port = in.u16(96);
    in.require(port != 0, RejectReason.BAD_PORT, "Port Number is 0");
    int cmPort = in.u16(98);
    in.require(
        cmAddress.isPresent() == (cmPort != 0),
        RejectReason.BAD_PORT,
        "CM Multicast Address and CM Port Number go together");
    int transactionId = in.transaction(100);
    long fileCrc = in.u32(104);
    OptionalInt groupId = readGroup(in);
    int updateTimeout = in.u8(111);
    in.strings(FIRST_LENGTH, 2, FIXED_LENGTH); // MSU-073
    Optional<String> fileName = in.text("File Name");
    Optional<String> destPath = in.text("Dest Path");
    in.require( // MSU-X09
        fileName.filter(FileNames::isFileName).isPresent(),
        RejectReason.BAD_FILE_NAME,
        "this File Name may not be used");
    in.require(
        destPath.isEmpty() || FileNames.isDestPath(destPath.get()),
        RejectReason.BAD_PATH,
        "this Dest Path may not be used");
    in.endOfStrings();
    return in.built(
        () ->
            new Notification(
                kind,
                fileNumber,
                geometry.orElseThrow(),
                new Endpoint(address, port),
                cmAddress.map(it -> new Endpoint(it, cmPort)),
                transactionId,
                fileCrc,
                groupId,
                updateTimeout,
                fileName.orElseThrow(),
                destPath));
  }

  /** A group without its flag contradicts itself, as a length without its flag does. */
  private static OptionalInt readGroup(MsuReader in) { // MSU-074
    int octet = in.u8(110);
    boolean valid = (octet & GROUP_VALID) != 0;
    in.require(
        valid || octet == 0, RejectReason.BAD_GROUP_ID, "a group, but the flag says there is none");
    return valid ? OptionalInt.of(octet & GroupAck.GROUP_MAX) : OptionalInt.empty();
  }

  /** Against which the messages of this file are checked. */
  public FileContext context() {
    return new FileContext(fileNumber, geometry);
  }

  @Override
  public MsuType type() {
    return kind.type();
  }

  @Override
  public int length() {
    return FIXED_LENGTH + fileName.length() + Text.length(destPath);
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.putFile(out, type(), fileNumber);
    out.putInt((int) geometry.fileSize()).putInt((int) geometry.chunks());
    out.putShort((short) geometry.sequenceLimit()).putShort((short) geometry.sequenceSize());
    Text40.put(out, group.address());
    Text40.put(out, cmGroup.map(Endpoint::address));
    out.putShort((short) group.port());
    out.putShort((short) (cmGroup.isPresent() ? cmGroup.get().port() : 0));
    out.putInt(transactionId).putInt((int) fileCrc);
    out.put((byte) (Text.PRESENT | fileName.length()));
    Text.putLength(out, destPath);
    out.put((byte) (groupId.isPresent() ? GROUP_VALID | groupId.getAsInt() : 0));
    out.put((byte) updateTimeoutSeconds);
    Text.put(out, fileName);
    Text.put(out, destPath);
  }
}
