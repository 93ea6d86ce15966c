import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsiderationMeasure',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('month', models.CharField(help_text='2026-11', max_length=7)),
                ('context', models.CharField(choices=[('home', 'At home'), ('class', 'With the class')], max_length=5)),
                ('before_finalities', models.CharField(blank=True, max_length=20)),
                ('before_forms', models.CharField(blank=True, max_length=20)),
                ('after_finalities', models.CharField(blank=True, max_length=20)),
                ('after_forms', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'indexes': [models.Index(fields=['month', 'context'], name='talent_cons_month_e1c608_idx')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('label', models.CharField(max_length=60)),
                ('stage', models.CharField(blank=True, choices=[('p6', '6th year of primary school'), ('1A', '1A'), ('1B', '1B'), ('2A', '2A'), ('2B', '2B'), ('3', '3rd year'), ('4', '4th year'), ('5', '5th year'), ('6', '6th year')], max_length=2)),
                ('created_on', models.DateField()),
                ('codes_until', models.DateField(help_text='last day on which the answering codes work')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'created_on'], name='talent_sess_organis_48063e_idx')],
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('context', models.CharField(choices=[('home', 'At home'), ('class', 'With the class')], max_length=5)),
                ('seat', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('stage', models.CharField(blank=True, choices=[('p6', '6th year of primary school'), ('1A', '1A'), ('1B', '1B'), ('2A', '2A'), ('2B', '2B'), ('3', '3rd year'), ('4', '4th year'), ('5', '5th year'), ('6', '6th year')], max_length=2)),
                ('bank_version', models.CharField(max_length=20)),
                ('answering_hash', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('answer_until', models.DateField(blank=True, null=True)),
                ('report_hash', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('browser', models.CharField(blank=True, help_text='random mark of the browser that answers now', max_length=32)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('finished_on', models.DateField(blank=True, null=True)),
                ('opened', models.BooleanField(default=False, help_text='the report was opened with its own code at least once')),
                ('hurried', models.PositiveSmallIntegerField(default=0, help_text='answers that came sooner than anybody reads')),
                ('answered_at', models.DateTimeField(blank=True, help_text='last answer; emptied when all are given', null=True)),
                ('delete_after', models.DateField()),
                ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sittings', to='talent.session')),
            ],
            options={
                'indexes': [models.Index(fields=['delete_after'], name='talent_sitt_delete__eb1a9f_idx')],
                'constraints': [models.UniqueConstraint(fields=('session', 'seat'), name='one_sitting_per_seat'), models.CheckConstraint(condition=models.Q(models.Q(('seat__isnull', True), ('session__isnull', True)), models.Q(('seat__isnull', False), ('session__isnull', False)), _connector='OR'), name='a_seat_belongs_to_a_session')],
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('recipient', models.CharField(choices=[('school', 'my school'), ('guidance', 'my CLB'), ('centre', 'the talent centre')], max_length=8)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('created_on', models.DateField()),
                ('times_opened', models.PositiveIntegerField(default=0)),
                ('last_opened_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.organisation')),
                ('sitting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='talent.sitting')),
            ],
        ),
        migrations.CreateModel(
            name='ProgrammeStance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(help_text='number of the programme group; no key, the catalogue may change', max_length=12)),
                ('stance', models.CharField(choices=[('take', 'I take this one along'), ('drop', 'This is not for me')], max_length=4)),
                ('sitting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stances', to='talent.sitting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sitting', 'programme'), name='one_stance_per_programme')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=40)),
                ('value', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('sitting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='talent.sitting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sitting', 'item'), name='one_answer_per_item'), models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value__range', (1, 5)), _connector='OR'), name='a_smiley_is_one_to_five')],
            },
        ),
    ]
