package dev.creance.drivers.mqtt;

class PahoLinkTest extends MqttLinkContract {
    @Override
    MqttTransport transport() {
        return new PahoTransport();
    }
}
