package dev.fuota.device.config;

import dev.fuota.protocol.lorawan.region.Region;

/** Who a device is in LoRaWAN, and where. */
public record LorawanSettings(Region region, DeviceSettings device) {}
