// Reads frames as NDJSON and writes, for each, what lora-packet makes of it.
const packets = require("lora-packet");
const hex = (text) => Buffer.from(text, "hex");

function joinAccept(frame, appKey) {
  const packet = packets.fromWire(packets.decryptJoinAccept(packets.fromWire(hex(frame.phy)), appKey));
  const devNonce = Buffer.alloc(2);
  devNonce.writeUInt16BE(frame.devNonce);
  const keys = packets.generateSessionKeys10(appKey, packet.NetID, packet.AppNonce, devNonce);
  return {
    type: packet.getMType(),
    mic: packets.verifyMIC(packet, undefined, appKey),
    joinNonce: packet.JoinNonce.readUIntBE(0, 3),
    netId: packet.NetID.readUIntBE(0, 3),
    devAddr: packet.DevAddr.toString("hex"),
    nwkSKey: keys.NwkSKey.toString("hex"),
    appSKey: keys.AppSKey.toString("hex"),
  };
}

function joinRequest(frame, appKey) {
  const packet = packets.fromWire(hex(frame.phy));
  return {
    type: packet.getMType(),
    mic: packets.verifyMIC(packet, undefined, appKey),
    devNonce: packet.DevNonce.readUInt16BE(),
  };
}

function data(frame) {
  const packet = packets.fromWire(hex(frame.phy));
  const high = Buffer.alloc(2);
  high.writeUInt16LE(frame.fCntHigh);
  const keys = [hex(frame.appSKey), hex(frame.nwkSKey)];
  const empty = packet.FRMPayload.length === 0;
  return {
    type: packet.getMType(),
    mic: packets.verifyMIC(packet, keys[1], undefined, high),
    fCnt: packet.getFCnt(),
    fPort: packet.getFPort(),
    fOpts: packet.FOpts.toString("hex"),
    payload: empty ? "" : packets.decrypt(packet, ...keys, high).toString("hex"),
  };
}

for (const line of require("fs").readFileSync(0, "utf8").trim().split("\n")) {
  const frame = JSON.parse(line);
  let seen;
  if (frame.appKey) {
    const read = frame.devNonce === undefined ? joinRequest : joinAccept;
    seen = read(frame, hex(frame.appKey));
  } else {
    seen = data(frame);
  }
  console.log(JSON.stringify(seen));
}
