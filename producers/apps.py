from oscar.apps.partner.apps import PartnerConfig


class ProducersConfig(PartnerConfig):
    name = "producers"
