package dev.fuota.server.service;

import java.util.List;

/**
 * Some devices of a campaign.
 *
 * @param total devices that match
 */
public record DevicePage(int total, int offset, List<DeviceView> devices) {}
