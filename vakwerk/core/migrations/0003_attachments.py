import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_audit_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('owner_kind', models.CharField(max_length=60)),
                ('owner_key', models.CharField(max_length=40)),
                ('file_name', models.CharField(max_length=150)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField(help_text='bytes')),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_by', models.BigIntegerField(blank=True, help_text='key of the person; empty for the system', null=True)),
                ('uploaded_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['owner_kind', 'owner_key', 'uploaded_at'], name='attachments_of_owner')],
                'constraints': [models.UniqueConstraint(fields=('owner_kind', 'owner_key', 'sha256'), name='one_attachment_per_content')],
            },
        ),
        migrations.CreateModel(
            name='AttachmentContent',
            fields=[
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='stored', serialize=False, to='core.attachment')),
                ('content', models.BinaryField()),
            ],
        ),
    ]
