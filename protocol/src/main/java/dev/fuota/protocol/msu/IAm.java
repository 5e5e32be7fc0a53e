package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * I-Am, 0x22 (MSU, section 8.2): a device tells what it is and which timing it wishes; 60 octets
 * and the strings.
 *
 * <pre>
 * 1       GroupID, 0 none
 * 2       Msg_type
 * 4..43   Device ID
 * 44..52  lengths of HW_ID, Product_ID, Product_Name, Model_Name, Vendor_ID, FW_SW_Ver,
 *         Major_Minor_Revision, Device_Loc, MSU_Comm_Param
 * 53      length of Device Parameter
 * 54..55  reserved
 * 56..59  for users
 * 60..    the strings, the Device Parameter, then whatever users like
 * </pre>
 *
 * @param groupId 0 to 127
 * @param userField 32 bits for users
 * @param userData behind everything else
 */
public record IAm(
    int groupId,
    int msgType,
    Ipv4 deviceId,
    DeviceIdentity identity,
    Optional<String> fwSwVersion,
    Optional<String> majorMinorRevision,
    Optional<String> deviceLocation,
    Optional<String> commParam,
    Optional<DeviceParameters> parameters,
    int userField,
    Bytes userData)
    implements MsuMessage {
  static final int FIXED_LENGTH = 60;
  static final int FIRST_LENGTH = 44;
  static final int LENGTHS = 10;

  /** Without the word for users, see {@link MsuLimits#olderClients}. */
  static final int OLDER_LENGTH = 56;

  public IAm {
    Checks.range("groupId", groupId, 0, GroupAck.GROUP_MAX);
    Checks.octet("msgType", msgType);
    Text.check("fwSwVersion", fwSwVersion);
    Text.check("majorMinorRevision", majorMinorRevision);
    Text.check("deviceLocation", deviceLocation);
    Text.check("commParam", commParam);
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-024, MSU-032
    boolean older = in.isOlderIAm();
    if (!in.fixed(older ? OLDER_LENGTH : FIXED_LENGTH)) {
      return Optional.empty();
    }
    int groupId = in.group(1, 0);
    int msgType = in.u8(2);
    Ipv4 deviceId = in.address(4, "Device ID");
    int userField = older ? 0 : in.i32(56);
    in.strings(FIRST_LENGTH, LENGTHS, older ? OLDER_LENGTH : FIXED_LENGTH);
    Optional<String> hardwareId = in.text("HW_ID");
    Optional<String> productId = in.text("Product_ID");
    Optional<String> productName = in.text("Product_Name");
    Optional<String> modelName = in.text("Model_Name");
    Optional<String> vendorId = in.text("Vendor_ID");
    Optional<String> fwSwVersion = in.text("FW_SW_Ver");
    Optional<String> revision = in.text("Major_Minor_Revision");
    Optional<String> location = in.text("Device_Loc");
    Optional<String> commParam = in.text("MSU_Comm_Param");
    Optional<DeviceParameters> parameters = in.deviceParameters();
    Bytes userData = in.rest(); // MSU-036
    return in.built(
        () ->
            new IAm(
                groupId,
                msgType,
                deviceId,
                new DeviceIdentity(hardwareId, productId, productName, modelName, vendorId),
                fwSwVersion,
                revision,
                location,
                commParam,
                parameters,
                userField,
                userData));
  }

  public Profile profile() {
    return Profile.ofCommParam(commParam);
  }

  @Override
  public MsuType type() {
    return MsuType.I_AM;
  }

  @Override
  public int length() {
    return FIXED_LENGTH
        + Text.length(identity.hardwareId())
        + Text.length(identity.productId())
        + Text.length(identity.productName())
        + Text.length(identity.modelName())
        + Text.length(identity.vendorId())
        + Text.length(fwSwVersion)
        + Text.length(majorMinorRevision)
        + Text.length(deviceLocation)
        + Text.length(commParam)
        + (parameters.isPresent() ? DeviceParameters.LENGTH : 0)
        + userData.length();
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.put(out, type(), groupId, msgType);
    Text40.put(out, deviceId);
    Text.putLength(out, identity.hardwareId());
    Text.putLength(out, identity.productId());
    Text.putLength(out, identity.productName());
    Text.putLength(out, identity.modelName());
    Text.putLength(out, identity.vendorId());
    Text.putLength(out, fwSwVersion);
    Text.putLength(out, majorMinorRevision);
    Text.putLength(out, deviceLocation);
    Text.putLength(out, commParam);
    out.put((byte) (parameters.isPresent() ? Text.PRESENT | DeviceParameters.LENGTH : 0));
    out.putShort((short) 0).putInt(userField);
    Text.put(out, identity.hardwareId());
    Text.put(out, identity.productId());
    Text.put(out, identity.productName());
    Text.put(out, identity.modelName());
    Text.put(out, identity.vendorId());
    Text.put(out, fwSwVersion);
    Text.put(out, majorMinorRevision);
    Text.put(out, deviceLocation);
    Text.put(out, commParam);
    parameters.ifPresent(it -> it.encode(out));
    userData.putTo(out);
  }
}
