package dev.fuota.agent.multicast;

import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.multicast.McGroupStatusAns;
import java.util.List;

/** A McGroupStatusAns; groups that the uplink has no room for are left out, the highest first. */
record StatusAnswer(int nbTotalGroups, List<McGroupStatusAns.Group> groups) implements Message {
  @Override
  public Bytes payload(DeviceTime at, int room) {
    List<McGroupStatusAns.Group> fitting = groups;
    Bytes octets = new McGroupStatusAns(nbTotalGroups, fitting).encode();
    while (octets.length() > room && !fitting.isEmpty()) {
      fitting = fitting.subList(0, fitting.size() - 1);
      octets = new McGroupStatusAns(nbTotalGroups, fitting).encode();
    }
    return octets;
  }
}
