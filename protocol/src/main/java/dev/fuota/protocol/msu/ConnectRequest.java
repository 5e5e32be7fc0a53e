package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Connect request, 0x41 (MSU, section 10): a server binds a device to a cycle; 68 octets and the
 * strings.
 *
 * <pre>
 * 2       Msg_type, informative
 * 4..43   Server IP
 * 44..47  Transaction ID
 * 48..53  MAC of the server
 * 54      Connection_timeout, seconds, 0 not given
 * 55..64  lengths of Filename, HardwareId, ProductId, ModelName, Password, Username, F/w version,
 *         S/w version, Vendor_Id, Product_Name
 * 65      reserved; ours puts its {@link Profile} there
 * 66..67  reserved
 * 68..    the strings
 * </pre>
 *
 * @param transactionId not 0, compared for equality only
 * @param password raw octets, as is the user name: who configures them may have encrypted them
 */
public record ConnectRequest(
    int msgType,
    Ipv4 serverIp,
    int transactionId,
    MacAddress mac,
    int connectionTimeoutSeconds,
    Optional<String> fileName,
    DeviceIdentity hardware,
    Optional<Bytes> password,
    Optional<Bytes> username,
    Optional<String> fwVersion,
    Optional<String> swVersion,
    int extensionBits)
    implements MsuMessage {
  static final int FIXED_LENGTH = 68;
  static final int FIRST_LENGTH = 55;
  static final int LENGTHS = 10;

  public ConnectRequest {
    Checks.octet("msgType", msgType);
    Checks.transaction(transactionId);
    Checks.octet("connectionTimeoutSeconds", connectionTimeoutSeconds);
    Text.check("fileName", fileName);
    Text.checkRaw("password", password);
    Text.checkRaw("username", username);
    Text.check("fwVersion", fwVersion);
    Text.check("swVersion", swVersion);
    Checks.octet("extensionBits", extensionBits);
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-048, MSU-053
    if (!in.fixed(FIXED_LENGTH)) {
      return Optional.empty();
    }
    int msgType = in.u8(2);
    Ipv4 serverIp = in.address(4, "Server IP");
    int transactionId = in.transaction(44);
    MacAddress mac = new MacAddress((long) in.u16(48) << 32 | in.u32(50));
    int timeout = in.u8(54);
    int extensionBits = in.u8(65);
    in.strings(FIRST_LENGTH, LENGTHS, FIXED_LENGTH);
    Optional<String> fileName = in.text("Filename");
    Optional<String> hardwareId = in.text("HardwareId");
    Optional<String> productId = in.text("ProductId");
    Optional<String> modelName = in.text("ModelName");
    Optional<Bytes> password = in.raw("Password");
    Optional<Bytes> username = in.raw("Username");
    Optional<String> fwVersion = in.text("F/w version");
    Optional<String> swVersion = in.text("S/w version");
    Optional<String> vendorId = in.text("Vendor_Id");
    Optional<String> productName = in.text("Product_Name");
    in.endOfStrings();
    return in.built(
        () ->
            new ConnectRequest(
                msgType,
                serverIp,
                transactionId,
                mac,
                timeout,
                fileName,
                new DeviceIdentity(hardwareId, productId, productName, modelName, vendorId),
                password,
                username,
                fwVersion,
                swVersion,
                extensionBits));
  }

  @Override
  public MsuType type() {
    return MsuType.CONNECT_REQ;
  }

  @Override
  public int length() {
    return FIXED_LENGTH
        + Text.length(fileName)
        + Text.length(hardware.hardwareId())
        + Text.length(hardware.productId())
        + Text.length(hardware.modelName())
        + Text.rawLength(password)
        + Text.rawLength(username)
        + Text.length(fwVersion)
        + Text.length(swVersion)
        + Text.length(hardware.vendorId())
        + Text.length(hardware.productName());
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.put(out, type(), 0, msgType);
    Text40.put(out, serverIp);
    out.putInt(transactionId);
    out.putShort((short) (mac.bits() >>> 32)).putInt((int) mac.bits());
    out.put((byte) connectionTimeoutSeconds);
    Text.putLength(out, fileName);
    Text.putLength(out, hardware.hardwareId());
    Text.putLength(out, hardware.productId()); // MSU names ModelName twice: decision 0021, D-21
    Text.putLength(out, hardware.modelName());
    Text.putRawLength(out, password);
    Text.putRawLength(out, username);
    Text.putLength(out, fwVersion);
    Text.putLength(out, swVersion);
    Text.putLength(out, hardware.vendorId());
    Text.putLength(out, hardware.productName());
    out.put((byte) extensionBits).putShort((short) 0);
    Text.put(out, fileName);
    Text.put(out, hardware.hardwareId());
    Text.put(out, hardware.productId());
    Text.put(out, hardware.modelName());
    Text.putRaw(out, password);
    Text.putRaw(out, username);
    Text.put(out, fwVersion);
    Text.put(out, swVersion);
    Text.put(out, hardware.vendorId());
    Text.put(out, hardware.productName());
  }
}
