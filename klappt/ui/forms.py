from django.forms.renderers import TemplatesSetting


class KernRenderer(TemplatesSetting):
    """Forms look like KERN: the templates are ours and come from the project's template loaders."""
