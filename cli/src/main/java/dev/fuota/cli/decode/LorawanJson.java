package dev.fuota.cli.decode;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.explain.Explainer;
import dev.fuota.protocol.explain.Explanation;
import dev.fuota.protocol.lorawan.CfList;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.RejoinRequest;
import dev.fuota.protocol.lorawan.classb.Beacon;
import dev.fuota.protocol.lorawan.classb.BeaconLayout;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** LoRaWAN frames as JSON, with the names of known answers. */
final class LorawanJson {
  private static final int F_TYPE_SHIFT = 5;
  private static final int JOIN_REQUEST = 0;
  private static final int JOIN_ACCEPT = 1;
  private static final int REJOIN_REQUEST = 6;
  private static final int MIC_LENGTH = 4;

  private static final Map<Integer, ApplicationPackage> PORTS =
      Map.of(
          200, ApplicationPackage.MULTICAST_SETUP,
          201, ApplicationPackage.FRAGMENTATION,
          202, ApplicationPackage.CLOCK_SYNC,
          203, ApplicationPackage.FIRMWARE_MANAGEMENT,
          225, ApplicationPackage.MULTI_PACKAGE);

  private LorawanJson() {}

  /**
   * Any frame but a beacon.
   *
   * @param fCntHigh upper half of the counter of a data frame
   * @throws InputProblem if it is not one
   */
  static ObjectNode frame(Bytes phy, LorawanKeys keys, int fCntHigh) {
    int fType = phy.isEmpty() ? JOIN_REQUEST : phy.at(0) >> F_TYPE_SHIFT;
    return switch (fType) {
      case JOIN_REQUEST -> joinRequest(phy, keys);
      case JOIN_ACCEPT -> joinAccept(phy, keys);
      case REJOIN_REQUEST -> rejoinRequest(phy);
      default -> data(phy, keys, fCntHigh);
    };
  }

  private static ObjectNode document(Bytes phy, String type) {
    return JsonText.object().put("phy", phy.toHex()).put("m_type", type);
  }

  private static <T> T good(Decoded<T> decoded) {
    if (decoded instanceof Decoded.Malformed<T> malformed) {
      throw new InputProblem("MALFORMED", malformed.detail());
    }
    return decoded.value().orElseThrow();
  }

  private static ObjectNode joinRequest(Bytes phy, LorawanKeys keys) {
    JoinRequest request = good(JoinRequest.decode(phy));
    ObjectNode document = document(phy, "JoinRequest");
    document.put("join_eui", request.joinEui().toString());
    document.put("dev_eui", request.devEui().toString());
    document.put("dev_nonce", request.devNonce());
    putMic(document, phy);
    keys.root().ifPresent(key -> document.put("mic_ok", request.verify(phy, key)));
    return document;
  }

  private static ObjectNode rejoinRequest(Bytes phy) {
    RejoinRequest request = good(RejoinRequest.decode(phy));
    ObjectNode document = document(phy, "RejoinRequest");
    document.put("rejoin_type", request.type());
    if (request instanceof RejoinRequest.AtHome atHome) {
      document.put("join_eui", atHome.joinEui().toString());
    } else if (request instanceof RejoinRequest.InSession inSession) {
      document.put("net_id", String.format("%06x", inSession.netId()));
    }
    document.put("dev_eui", request.devEui().toString()).put("rj_count", request.rjCount());
    putMic(document, phy);
    return document;
  }

  private static ObjectNode joinAccept(Bytes phy, LorawanKeys keys) {
    if (keys.root().isEmpty()) {
      throw new InputProblem("NO_KEY", "a join-accept is encrypted: give --app-key");
    }
    JoinKeys root = new JoinKeys(keys.root().get());
    Bytes clear = good(JoinAccept.decrypt(phy, root.nwkKey()));
    JoinAccept accept = JoinAccept.read(clear);
    ObjectNode document = document(phy, "JoinAccept");
    document.put("decrypted", clear.toHex()).put("join_nonce", accept.joinNonce());
    document.put("net_id", String.format("%06x", accept.netId()));
    document.put("dev_addr", accept.devAddr().toString()).put("opt_neg", accept.optNeg());
    document.put("rx1_dr_offset", accept.rx1DrOffset()).put("rx2_dr", accept.rx2DataRate());
    document.put("rx_delay_field", accept.rxDelay());
    document.put("rx1_delay_s", accept.rx1DelaySeconds());
    accept.cfList().ifPresent(list -> putList(document.putObject("cf_list"), list));
    putMic(document, clear);
    if (!accept.optNeg()) { // with OptNeg the MIC covers the join-request too
      JoinRequest any = new JoinRequest(new Eui(0), new Eui(0), 0);
      Decoded<JoinAccept> opened = JoinAccept.open(phy, root, any, LorawanVersion.V1_0_4);
      document.put("mic_ok", opened.value().isPresent());
    }
    return document;
  }

  private static void putList(ObjectNode node, CfList list) {
    if (list instanceof CfList.Frequencies frequencies) {
      node.put("type", 0);
      frequencies.hz().forEach(node.putArray("frequencies_hz")::add);
    } else if (list instanceof CfList.Masks masks) {
      node.put("type", 1);
      masks.masks().forEach(node.putArray("ch_masks")::add);
    }
  }

  private static void putMic(ObjectNode document, Bytes frame) {
    document.put("mic", frame.slice(frame.length() - MIC_LENGTH, MIC_LENGTH).toHex());
  }

  private static ObjectNode data(Bytes phy, LorawanKeys keys, int fCntHigh) {
    DataFrame frame = good(DataFrame.decode(phy));
    boolean up = frame.type().isDataUp();
    long fCnt = (long) fCntHigh << Short.SIZE | frame.fCnt();
    ObjectNode document = document(phy, typeName(frame));
    document.put("dev_addr", frame.devAddr().toString());
    putControl(document.putObject("f_ctrl"), frame.fCtrl(), up);
    document.put("f_cnt", fCnt).put("f_opts_wire", frame.fOpts().toHex());
    if (frame.fPort() == DataFrame.NO_PORT) {
      document.putNull("f_port");
    } else {
      document.put("f_port", frame.fPort());
    }
    document.put("frm_payload_wire", frame.frmPayload().toHex());
    document.put("mic", frame.mic().toHex());
    Optional<FrameCrypto> session = keys.session(frame.devAddr());
    if (session.isPresent()) {
      putOpened(document, frame, session.get(), fCnt, keys);
    } else if (!frame.fOpts().isEmpty()) {
      MacCommandJson.put(document, frame.fOpts(), up);
    }
    return document;
  }

  private static void putOpened(
      ObjectNode document, DataFrame frame, FrameCrypto session, long fCnt, LorawanKeys keys) {
    Optional<Bytes> payload = session.open(frame, fCnt, keys.context());
    document.put("mic_ok", payload.isPresent());
    if (payload.isEmpty()) {
      return;
    }
    boolean up = frame.type().isDataUp();
    Bytes fOpts = session.fOpts(frame, fCnt);
    document.put("f_opts", fOpts.toHex());
    if (frame.fPort() == 0 || keys.hasAppSKey()) {
      document.put("frm_payload", payload.get().toHex());
    }
    Bytes commands = frame.fPort() == 0 ? payload.get() : fOpts;
    if (!commands.isEmpty()) {
      MacCommandJson.put(document, commands, up);
    }
    ApplicationPackage kind = PORTS.get(frame.fPort());
    if (kind != null && keys.hasAppSKey() && !payload.get().isEmpty()) {
      document.set("application", application(kind, payload.get(), up));
    }
  }

  /** The payload in the version of the package that fits, the first one if none does. */
  private static ObjectNode application(ApplicationPackage kind, Bytes payload, boolean up) {
    Direction direction = up ? Direction.UP : Direction.DOWN;
    Explainer first = new Explainer(kind, PackageVersion.V1, direction);
    Explanation explanation = first.explain(payload);
    if (explanation.readsAs().isEmpty()) {
      return DecodeJson.document(first, explanation);
    }
    Explainer other = new Explainer(kind, explanation.readsAs().get(), direction);
    return DecodeJson.document(other, other.explain(payload));
  }

  private static String typeName(DataFrame frame) {
    String confirmed = frame.type().isConfirmed() ? "Confirmed" : "Unconfirmed";
    return confirmed + (frame.type().isDataUp() ? "DataUp" : "DataDown");
  }

  private static void putControl(ObjectNode node, FCtrl fCtrl, boolean up) {
    node.put("adr", fCtrl.adr()).put("ack", fCtrl.ack());
    if (up) {
      node.put("adr_ack_req", fCtrl.adrAckReq()).put("class_b", fCtrl.classB());
    } else {
      node.put("f_pending", fCtrl.fPending());
    }
  }

  /** A beacon of a region. */
  static ObjectNode beacon(Bytes phy, Region region) {
    Beacon.Heard heard = good(Beacon.decode(BeaconLayout.of(region.beacon()), phy));
    Beacon beacon = heard.beacon();
    ObjectNode document = document(phy, "Beacon").put("region", region.name());
    document.put("time_gps_s", beacon.gpsSeconds()).put("param", beacon.param());
    document.put("info_desc", beacon.infoDesc()).put("info", beacon.info().toHex());
    document.put("time_valid", heard.timeValid());
    document.put("gw_specific_valid", heard.gwSpecificValid());
    document.put("frequency_hz", region.beacon().frequencyHz(beacon.gpsSeconds()));
    return document.put("mic_ok", heard.timeValid());
  }
}
