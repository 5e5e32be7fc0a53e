package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.CommandTable.Entry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The MAC commands of FOpts, and of FRMPayload on FPort 0, by direction. The length of a command
 * follows from its CID: nothing behind an unknown or cut one can be read, what came before stays
 * (LoRaWAN 1.0.4, section 5).
 */
public final class MacCommands {
  /** From the network to a device. */
  public static final CommandTable<DownCommand> DOWN =
      new CommandTable<>(
          "LoRaWAN MAC, downlink",
          List.of(
              Entry.fixed(
                  ResetConf.CID, "ResetConf", ResetConf.class, ResetConf.LENGTH, ResetConf::read),
              Entry.fixed(
                  LinkCheckAns.CID,
                  "LinkCheckAns",
                  LinkCheckAns.class,
                  LinkCheckAns.LENGTH,
                  LinkCheckAns::read),
              Entry.fixed(
                  LinkAdrReq.CID,
                  "LinkADRReq",
                  LinkAdrReq.class,
                  LinkAdrReq.LENGTH,
                  LinkAdrReq::read),
              Entry.fixed(
                  DutyCycleReq.CID,
                  "DutyCycleReq",
                  DutyCycleReq.class,
                  DutyCycleReq.LENGTH,
                  DutyCycleReq::read),
              Entry.fixed(
                  RxParamSetupReq.CID,
                  "RXParamSetupReq",
                  RxParamSetupReq.class,
                  RxParamSetupReq.LENGTH,
                  RxParamSetupReq::read),
              Entry.bare(DevStatusReq.CID, "DevStatusReq", DevStatusReq.class, DevStatusReq::new),
              Entry.fixed(
                  NewChannelReq.CID,
                  "NewChannelReq",
                  NewChannelReq.class,
                  NewChannelReq.LENGTH,
                  NewChannelReq::read),
              Entry.fixed(
                  RxTimingSetupReq.CID,
                  "RXTimingSetupReq",
                  RxTimingSetupReq.class,
                  RxTimingSetupReq.LENGTH,
                  RxTimingSetupReq::read),
              Entry.fixed(
                  TxParamSetupReq.CID,
                  "TXParamSetupReq",
                  TxParamSetupReq.class,
                  TxParamSetupReq.LENGTH,
                  TxParamSetupReq::read),
              Entry.fixed(
                  DlChannelReq.CID,
                  "DlChannelReq",
                  DlChannelReq.class,
                  DlChannelReq.LENGTH,
                  DlChannelReq::read),
              Entry.fixed(
                  RekeyConf.CID, "RekeyConf", RekeyConf.class, RekeyConf.LENGTH, RekeyConf::read),
              Entry.fixed(
                  AdrParamSetupReq.CID,
                  "ADRParamSetupReq",
                  AdrParamSetupReq.class,
                  AdrParamSetupReq.LENGTH,
                  AdrParamSetupReq::read),
              Entry.fixed(
                  DeviceTimeAns.CID,
                  "DeviceTimeAns",
                  DeviceTimeAns.class,
                  DeviceTimeAns.LENGTH,
                  DeviceTimeAns::read),
              Entry.fixed(
                  ForceRejoinReq.CID,
                  "ForceRejoinReq",
                  ForceRejoinReq.class,
                  ForceRejoinReq.LENGTH,
                  ForceRejoinReq::read),
              Entry.fixed(
                  RejoinParamSetupReq.CID,
                  "RejoinParamSetupReq",
                  RejoinParamSetupReq.class,
                  RejoinParamSetupReq.LENGTH,
                  RejoinParamSetupReq::read),
              Entry.bare(
                  PingSlotInfoAns.CID,
                  "PingSlotInfoAns",
                  PingSlotInfoAns.class,
                  PingSlotInfoAns::new),
              Entry.fixed(
                  PingSlotChannelReq.CID,
                  "PingSlotChannelReq",
                  PingSlotChannelReq.class,
                  PingSlotChannelReq.LENGTH,
                  PingSlotChannelReq::read),
              Entry.fixed(
                  BeaconTimingAns.CID,
                  "BeaconTimingAns",
                  BeaconTimingAns.class,
                  BeaconTimingAns.LENGTH,
                  BeaconTimingAns::read),
              Entry.fixed(
                  BeaconFreqReq.CID,
                  "BeaconFreqReq",
                  BeaconFreqReq.class,
                  BeaconFreqReq.LENGTH,
                  BeaconFreqReq::read),
              Entry.fixed(
                  DeviceModeConf.CID,
                  "DeviceModeConf",
                  DeviceModeConf.class,
                  DeviceModeConf.LENGTH,
                  DeviceModeConf::read)));

  /** From a device to the network. */
  public static final CommandTable<UpCommand> UP =
      new CommandTable<>(
          "LoRaWAN MAC, uplink",
          List.of(
              Entry.fixed(
                  ResetInd.CID, "ResetInd", ResetInd.class, ResetInd.LENGTH, ResetInd::read),
              Entry.bare(LinkCheckReq.CID, "LinkCheckReq", LinkCheckReq.class, LinkCheckReq::new),
              Entry.fixed(
                  LinkAdrAns.CID,
                  "LinkADRAns",
                  LinkAdrAns.class,
                  LinkAdrAns.LENGTH,
                  LinkAdrAns::read),
              Entry.bare(DutyCycleAns.CID, "DutyCycleAns", DutyCycleAns.class, DutyCycleAns::new),
              Entry.fixed(
                  RxParamSetupAns.CID,
                  "RXParamSetupAns",
                  RxParamSetupAns.class,
                  RxParamSetupAns.LENGTH,
                  RxParamSetupAns::read),
              Entry.fixed(
                  DevStatusAns.CID,
                  "DevStatusAns",
                  DevStatusAns.class,
                  DevStatusAns.LENGTH,
                  DevStatusAns::read),
              Entry.fixed(
                  NewChannelAns.CID,
                  "NewChannelAns",
                  NewChannelAns.class,
                  NewChannelAns.LENGTH,
                  NewChannelAns::read),
              Entry.bare(
                  RxTimingSetupAns.CID,
                  "RXTimingSetupAns",
                  RxTimingSetupAns.class,
                  RxTimingSetupAns::new),
              Entry.bare(
                  TxParamSetupAns.CID,
                  "TXParamSetupAns",
                  TxParamSetupAns.class,
                  TxParamSetupAns::new),
              Entry.fixed(
                  DlChannelAns.CID,
                  "DlChannelAns",
                  DlChannelAns.class,
                  DlChannelAns.LENGTH,
                  DlChannelAns::read),
              Entry.fixed(
                  RekeyInd.CID, "RekeyInd", RekeyInd.class, RekeyInd.LENGTH, RekeyInd::read),
              Entry.bare(
                  AdrParamSetupAns.CID,
                  "ADRParamSetupAns",
                  AdrParamSetupAns.class,
                  AdrParamSetupAns::new),
              Entry.bare(
                  DeviceTimeReq.CID, "DeviceTimeReq", DeviceTimeReq.class, DeviceTimeReq::new),
              Entry.fixed(
                  RejoinParamSetupAns.CID,
                  "RejoinParamSetupAns",
                  RejoinParamSetupAns.class,
                  RejoinParamSetupAns.LENGTH,
                  RejoinParamSetupAns::read),
              Entry.fixed(
                  PingSlotInfoReq.CID,
                  "PingSlotInfoReq",
                  PingSlotInfoReq.class,
                  PingSlotInfoReq.LENGTH,
                  PingSlotInfoReq::read),
              Entry.fixed(
                  PingSlotChannelAns.CID,
                  "PingSlotChannelAns",
                  PingSlotChannelAns.class,
                  PingSlotChannelAns.LENGTH,
                  PingSlotChannelAns::read),
              Entry.bare(
                  BeaconTimingReq.CID,
                  "BeaconTimingReq",
                  BeaconTimingReq.class,
                  BeaconTimingReq::new),
              Entry.fixed(
                  BeaconFreqAns.CID,
                  "BeaconFreqAns",
                  BeaconFreqAns.class,
                  BeaconFreqAns.LENGTH,
                  BeaconFreqAns::read),
              Entry.fixed(
                  DeviceModeInd.CID,
                  "DeviceModeInd",
                  DeviceModeInd.class,
                  DeviceModeInd.LENGTH,
                  DeviceModeInd::read)));

  private MacCommands() {}

  /** Reads the commands of a downlink as far as that is possible. */
  public static ParsedCommands decodeDown(Bytes octets) {
    return ParsedCommands.of(DOWN.decodeAll(octets));
  }

  /** Reads the commands of an uplink as far as that is possible. */
  public static ParsedCommands decodeUp(Bytes octets) {
    return ParsedCommands.of(UP.decodeAll(octets));
  }

  /** The commands one behind the other, as FOpts or FRMPayload carry them. */
  public static Bytes encode(List<? extends MacCommand> commands) {
    int length = commands.stream().mapToInt(it -> 1 + it.payloadLength()).sum();
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    for (MacCommand command : commands) {
      out.put((byte) command.cid());
      command.encodePayload(out);
    }
    return Bytes.of(out.array());
  }
}
