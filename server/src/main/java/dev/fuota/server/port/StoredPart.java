package dev.fuota.server.port;

import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;

/**
 * What the service must not forget of one part of a campaign.
 *
 * @param campaign id of the campaign
 * @param part number in its campaign
 * @param mcAddr of the group that the part sends to
 * @param mcKey of that group, whose counter goes on as long as the key stays
 * @param state the engine's text, without keys
 */
public record StoredPart(long campaign, int part, DevAddr mcAddr, AesKey mcKey, String state) {}
